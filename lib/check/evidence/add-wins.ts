import { isClient, type Value } from '../../protocol/message.ts'
import { carries } from '../../trace/facts.ts'
import { hiddenNames, isTelling } from '../hidden-names.ts'
import { Knowing } from '../knowing.ts'
import { valuesIn } from '../named.ts'
import { bringerOf, type Return, returnsIn } from '../removals.ts'
import type { Run } from '../run.ts'
import { removalsOf, type SetWorkload, valueUnder } from '../set-full.ts'
import { show, time } from '../words.ts'

/** Tombstones are told, and yet an element comes back with the first message that names it. */
export function letsAddsWin(run: Run, workload: SetWorkload): string | undefined {
  const returns = returnsIn(run, workload).filter((one) => {
    const bringer = bringerOf(run, one)
    return one.gone.kind === 'forget' && bringer !== undefined && !isClient(bringer.src)
  })
  const [first] = returns
  const [told] = hiddenNames(run, workload)
  if (first === undefined || told === undefined || !returns.every((one) => isFirstNews(run, one)))
    return undefined
  // A tombstone that holds against news somewhere is lost in another way elsewhere.
  if (staysGoneAgainstNews(run, workload)) return undefined
  const { node, value, gone, back } = first
  return `${show(value)} was gone from ${node} at ${time(gone.at)}; at ${time(back.at)} a message from ${bringerOf(run, first)?.src}, the first that named it since, brought it back. Nodes do tell of removals: at ${time(told.event.at)} ${told.event.src} named ${show(told.value)} to ${told.event.dest}, and did not show it itself.`
}

/** Whether a node that had stopped showing an element was told of it by one that showed it, and did not show it again. */
function staysGoneAgainstNews(run: Run, workload: SetWorkload): boolean {
  const knowing = new Knowing(run)
  const removed = new Map([...removalsOf(run, workload).keys()].map((key) => [valueUnder(key), key]))
  const values = new Set<Value>([...removed.keys()].filter((value) => isTelling(value)))
  return run.facts.serverMessages.some(({ event, deliveries }) => {
    const { src, dest, body } = event
    return [...valuesIn(body, values)].some((value) => {
      const key = removed.get(value) ?? ''
      const spans = knowing.spans(dest, key)
      return (
        knowing.knew(src, key, event) &&
        deliveries.some(
          ({ id }) =>
            spans.some(({ to }) => to !== undefined && to.id < id) &&
            !spans.some(({ from, to }) => (from.id < id && (to?.id ?? id) >= id) || from.cause === id),
        )
      )
    })
  })
}

/** A tombstone that outlives some news of its element is lost in another way. */
function isFirstNews({ facts }: Run, { node, value, gone, back }: Return): boolean {
  return !facts.serverMessages.some(
    ({ event, deliveries }) =>
      event.dest === node &&
      deliveries.some(({ id }) => id > gone.id && id < (back.cause ?? back.id)) &&
      carries(event.body, value),
  )
}
