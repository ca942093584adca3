import { isClient } from '../../protocol/message.ts'
import { hiddenNames } from '../hidden-names.ts'
import { bringerOf, returnsIn } from '../removals.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { count, show, time } from '../words.ts'

/** A removed element came back by gossip, and nobody ever names an element that is gone. */
export function deletesPlainly(run: Run, workload: SetWorkload): string | undefined {
  const first = returnsIn(run, workload).find((one) => {
    const bringer = bringerOf(run, one)
    return (
      bringer !== undefined && !isClient(bringer.src) && typeof one.value === 'number' && one.value >= 1000
    )
  })
  if (first === undefined || hiddenNames(run, workload).length > 0) return undefined
  const { node, value, gone, back } = first
  const sent = run.facts.serverMessages.filter(
    ({ event }) => event.src === node && event.at >= gone.at && event.at <= back.at,
  )
  const silent =
    sent.length === 0
      ? `${node} sent nothing meanwhile`
      : `none of the ${count(sent.length, 'message')} that ${node} sent meanwhile named it`
  return `${show(value)} was gone from ${node} at ${time(gone.at)}, and ${bringerOf(run, first)?.src} brought it back at ${time(back.at)}; ${silent}. In the whole run no node ever named an element that it had removed.`
}
