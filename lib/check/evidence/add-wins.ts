import { isClient } from '../../protocol/message.ts'
import { hiddenNames } from '../hidden-names.ts'
import { bringerOf, returnsIn } from '../removals.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { show, time } from '../words.ts'

/** Tombstones are told, and yet elements come back where the news of an add meets them. */
export function letsAddsWin(run: Run, workload: SetWorkload): string | undefined {
  const first = returnsIn(run, workload).find((one) => {
    const bringer = bringerOf(run, one)
    return one.gone.kind === 'forget' && bringer !== undefined && !isClient(bringer.src)
  })
  const [told] = hiddenNames(run, workload)
  if (first === undefined || told === undefined) return undefined
  const { node, value, gone, back } = first
  return `${show(value)} was gone from ${node} at ${time(gone.at)}; at ${time(back.at)} a message from ${bringerOf(run, first)?.src} brought it back. Nodes do tell of removals: at ${time(told.event.at)} ${told.event.src} named ${show(told.value)} to ${told.event.dest}, and did not show it itself.`
}
