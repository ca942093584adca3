import { type Batch, batchesOf } from '../batches.ts'
import { staysOf } from '../buffering.ts'
import type { Run } from '../run.ts'
import { show, time } from '../words.ts'

/**
 * Whatever a node sent one neighbour it never sent another; and in one step it gave a client's value to one of them,
 * and next an empty batch to one that lacked the value to the end. (That a node told only one neighbour proves less: in
 * a tree it may have no other.)
 */
export function clearsBeforeAllSent(run: Run): string | undefined {
  const batches = batchesOf(run)
  const told = new Map<string, string>()
  for (const { sent, values = [] } of batches) {
    const { src, dest } = sent.event
    for (const value of values) {
      const key = `${src} ${JSON.stringify(value)}`
      if ((told.get(key) ?? dest) !== dest) return undefined
      told.set(key, dest)
    }
  }
  const { at: endAt } = run.trace.end
  const holders = new Map([...run.facts.knowledge.values()].map((known) => [known.value, known.holders]))
  for (const { node, value, left, isOwn } of staysOf(run)) {
    if (!isOwn || left === undefined) continue
    const empty = batches.find(
      ({ sent, values }) =>
        values?.length === 0 && isNextInStep(left, sent) && !holders.get(value)?.has(sent.event.dest),
    )
    if (empty === undefined) continue
    const { dest } = empty.sent.event
    return `At ${time(left.event.at)} ${node} sent ${show(value)} to ${left.event.dest}, and next an empty batch to ${dest}, which lacked ${show(value)} to the end at ${time(endAt)}.`
  }
  return undefined
}

function isNextInStep({ event: one }: Batch['sent'], { event: next }: Batch['sent']): boolean {
  return next.src === one.src && next.cause === one.cause && next.at === one.at && next.id > one.id
}
