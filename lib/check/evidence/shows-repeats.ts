import { valueKey } from '../../protocol/message.ts'
import { carries } from '../../trace/facts.ts'
import type { Run } from '../run.ts'
import { type SetWorkload, writesOf } from '../set-full.ts'
import { count, show, time } from '../words.ts'

/** A value came to a node more than once, and then stands in its list more than once. */
export function showsRepeats(run: Run, workload: SetWorkload): string | undefined {
  const { trace, facts } = run
  const writes = writesOf(run, workload)
  for (const event of trace.events) {
    if (event.kind !== 'repeat') continue
    const { node, value, at } = event
    const told = (writes.get(valueKey(value)) ?? []).filter(
      (operation) => operation.node === node && operation.invokedAt <= at,
    )
    const gossiped = facts.serverMessages.filter(
      (sent) =>
        sent.event.dest === node &&
        carries(sent.event.body, value) &&
        sent.deliveries.some((delivery) => delivery.at <= at),
    )
    const inOne = told.some(({ request }) => isTwiceIn(request[workload.merge?.list ?? ''], value))
    if (!inOne && told.length + gossiped.length < 2) continue
    const times = told.length + gossiped.length
    const often = inOne ? 'twice in one list' : times === 2 ? 'twice' : count(times, 'time')
    return `${show(value)} came to ${node} ${often}, and at ${time(at)} ${node}'s "${workload.read}" shows it more than once.`
  }
  return undefined
}

function isTwiceIn(list: unknown, value: unknown): boolean {
  return Array.isArray(list) && list.indexOf(value) !== list.lastIndexOf(value)
}
