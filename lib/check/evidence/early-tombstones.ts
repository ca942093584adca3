import type { TraceEvent } from '../../trace/event.ts'
import { bringerOf, returnsIn } from '../removals.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { aType, show, time } from '../words.ts'

/** Only elements whose tombstone had come before them are shown though they are removed. */
export function dropsEarlyTombstones(run: Run, workload: SetWorkload): string | undefined {
  const returns = returnsIn(run, workload)
  const [first] = returns
  if (first === undefined || !returns.every(({ gone }) => gone.kind === 'deliver')) return undefined
  // Who loses 0 and "" loses their tombstones too.
  if (returns.every(({ value }) => !value)) return undefined
  // Who takes in no tombstones at all has more than these to mend.
  if (!run.trace.events.some((event) => event.kind === 'forget' && isByMerge(run, event, workload)))
    return undefined
  const { node, value, gone, back } = first
  const bringer = bringerOf(run, first)
  const how = bringer === undefined ? '' : `, with ${aType(bringer.body.type)} from ${bringer.src},`
  return `At ${time(gone.at)} ${node} had acknowledged ${aType(workload.merge?.write)} with ${show(value)} in ${workload.merge?.tombstones}, and did not hold it. At ${time(back.at)} ${show(value)} came${how} and was shown. Elements that were there when their tombstone came stayed away.`
}

function isByMerge({ trace, facts }: Run, { cause }: TraceEvent, { remove }: SetWorkload): boolean {
  const trigger = trace.events[cause ?? -1]
  return trigger?.kind === 'deliver' && facts.sent[trigger.message]?.event.body.type !== remove
}
