import { type Value, valueKey } from '../protocol/message.ts'
import type { Operation } from '../trace/facts.ts'
import { explainMissing } from './explain.ts'
import { type Finding, holds } from './finding.ts'
import { Knowing } from './knowing.ts'
import { type Outage, outagesOf } from './outages.ts'
import { type Run, untilOf } from './run.ts'
import { type SetWorkload, writesOf } from './set-full.ts'
import { explainAlongTree } from './tree-way.ts'
import { count, names, show, time } from './words.ts'

/** By when a node has to know a value, and what put it off, if anything did. */
type Debt = { by: number; since: Outage | undefined }

/** The value that a client had acknowledged, and when it asked for it. */
type Written = { key: string; value: Value; write: Operation }

/**
 * Every acknowledged value is known, `withinMs` after it was broadcast or after the last failure that came before it
 * was everywhere, to every node that was up all the time; one that stood still has as long from when it went on.
 */
export function reachesTheLiving(run: Run, workload: SetWorkload, withinMs: number): Finding {
  const outages = outagesOf(run)
  return everybodyKnows(
    run,
    workload,
    withinMs,
    (node, write) => {
      const by = deadline(outages, write, withinMs, node)
      return outages.some(
        (outage) =>
          outage.kind === 'down' &&
          outage.node === node &&
          outage.to > write.invokedAt &&
          outage.from <= by.by,
      )
        ? undefined
        : by
    },
    (missing, value, write) => explainAlongTree(run, workload, value, missing, write),
  )
}

/** `withinMs` after it came back a node knows every value that had been acknowledged before. */
export function caughtUpAfterReturn(run: Run, workload: SetWorkload, withinMs: number): Finding {
  const returns = outagesOf(run).filter(({ kind, to }) => kind === 'down' && to < untilOf(run))
  if (returns.length === 0) return { kind: 'idle', why: 'Not judged: no node came back.' }
  return everybodyKnows(
    run,
    workload,
    withinMs,
    (node, write) => {
      const last = returns.findLast((outage) => outage.node === node && outage.to > write.invokedAt)
      return last === undefined ? undefined : { by: last.to + withinMs, since: last }
    },
    (missing, value, write) => explainMissing(run, value, missing, write),
  )
}

/** When every node has to know a value, failures that come meanwhile included. */
export function settledBy(run: Run, write: Operation, withinMs: number): number {
  const outages = outagesOf(run)
  return Math.max(...run.trace.plan.nodes.map((node) => deadline(outages, write, withinMs, node).by))
}

function deadline(outages: Outage[], { invokedAt }: Operation, withinMs: number, node: string): Debt {
  let debt: Debt = { by: invokedAt + withinMs, since: undefined }
  for (const outage of outages) {
    if (outage.from > debt.by || outage.to <= invokedAt) continue
    const moment = outage.kind === 'still' && outage.node === node ? outage.to : outage.from
    if (moment + withinMs > debt.by) debt = { by: moment + withinMs, since: outage }
  }
  return debt
}

function everybodyKnows(
  run: Run,
  workload: SetWorkload,
  withinMs: number,
  debtOf: (node: string, write: Operation) => Debt | undefined,
  explain: (missing: string[], value: Value, write: Operation) => string[],
): Finding {
  const knowing = new Knowing(run)
  for (const { key, value, write } of acknowledged(run, workload)) {
    const late = run.trace.plan.nodes.flatMap((node) => {
      const debt = debtOf(node, write)
      if (debt === undefined || debt.by > untilOf(run)) return []
      const isKnown = knowing
        .spans(node, key)
        .some(({ from, to }) => from.at <= debt.by && (to === undefined || to.at > debt.by))
      return isKnown ? [] : [{ node, ...debt }]
    })
    const [first] = late
    if (first === undefined) continue
    const nodes = late.filter(({ by }) => by === first.by).map(({ node }) => node)
    return {
      kind: 'fails',
      at: first.by,
      message: `${write.client} broadcast ${show(value)} at ${write.node} at ${time(write.invokedAt)}${afterwards(first, write)}. By ${time(first.by)}, ${time(withinMs)} later, ${count(nodes.length, 'node')} that should know it did not: ${names(nodes)}.`,
      chain: [...failuresBefore(run, first.by), ...explain(nodes, value, write)],
    }
  }
  return holds
}

function acknowledged(run: Run, workload: SetWorkload): Written[] {
  return [...writesOf(run, workload).values()].flatMap((operations): Written[] => {
    const write = operations.find(({ answer }) => answer?.body.type === `${workload.write}_ok`)
    if (write === undefined) return []
    const value = write.request[workload.field] as Value
    return [{ key: valueKey(value), value, write }]
  })
}

function afterwards({ since }: Debt, { invokedAt }: Operation): string {
  if (since === undefined || since.to <= invokedAt) return ''
  const { kind, node, from, to, began } = since
  if (kind === 'still') return ` and ${node} stood still from ${time(from)} to ${time(to)}`
  if (began.cause !== undefined) return ` and ${node} crashed at ${time(from)}, its acknowledgement just out`
  return to === Number.POSITIVE_INFINITY
    ? ` and ${node} crashed at ${time(from)}`
    : ` and ${node} crashed at ${time(from)} and came back at ${time(to)}`
}

/** What had failed by then, oldest first. */
function failuresBefore(run: Run, by: number): string[] {
  return outagesOf(run)
    .filter(({ from }) => from < by)
    .map(({ kind, node, from, to, began }) => {
      if (kind === 'still') return `${node} stood still from ${time(from)} to ${time(to)}.`
      const back = to === Number.POSITIVE_INFINITY ? '' : ` and came back, empty, at ${time(to)}`
      return began.cause === undefined
        ? `${node} crashed at ${time(from)}${back}.`
        : `${node} crashed at ${time(from)}${back}: its acknowledgement was sent, and nothing else of that event was.`
    })
}
