import { treeTalkOf } from '../ack-waits.ts'
import { repeatsLists } from '../deliveries.ts'
import { Knowing } from '../knowing.ts'
import { failuresOf } from '../outages.ts'
import { type Run, untilOf } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { show, time } from '../words.ts'

/** A node acknowledges what is new to it, and says nothing to what it knows already. */
export function acksNewOnly(run: Run, workload: SetWorkload): string | undefined {
  if (repeatsLists(run, workload)) return undefined
  const { waits } = treeTalkOf(run, workload)
  const knowing = new Knowing(run)
  const failures = failuresOf(run)
  const until = untilOf(run)
  const isNew = ({ neighbour, key, arrival }: (typeof waits)[number]) =>
    arrival !== undefined && !knowing.knew(neighbour, key, arrival)
  if (!waits.some((wait) => isNew(wait) && wait.ack !== undefined)) return undefined
  const silent = waits.find((wait) => {
    const { neighbour, arrival, ack, send, due } = wait
    if (arrival === undefined || ack !== undefined || isNew(wait) || due > until) return false
    return !failures.some(({ node, from, to }) => node === neighbour && from <= due && to > send.at)
  })
  if (silent?.arrival === undefined) return undefined
  const { node, neighbour, value, arrival } = silent
  return `${node} sent ${show(value)} along the tree to ${neighbour}, which knew it when it came at ${time(arrival.at)}. ${neighbour} sent no "broadcast_ack" back; what is new it does acknowledge.`
}
