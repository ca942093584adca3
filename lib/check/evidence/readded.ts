import { isClient } from '../../protocol/message.ts'
import { bringerOf, returnsIn } from '../removals.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { show, time } from '../words.ts'

/** Removed elements come back when a client adds them once more, and by nothing else. */
export function readdsRemoved(run: Run, workload: SetWorkload): string | undefined {
  const returns = returnsIn(run, workload).map((one) => ({ ...one, bringer: bringerOf(run, one) }))
  // One that was never shown before has not been removed, whatever tombstone there was of it.
  const first = returns.find(({ gone }) => gone.kind === 'forget')
  const isAdd = ({ bringer }: (typeof returns)[number]) =>
    bringer !== undefined && isClient(bringer.src) && bringer.body.type === workload.write
  if (first === undefined || !returns.every(isAdd)) return undefined
  const { node, value, gone, back, bringer } = first
  return `${show(value)} was removed from ${node} at ${time(gone.at)}. At ${time(back.at)} ${bringer?.src} added it again, and ${node} showed it. No merge and no gossip brought anything back.`
}
