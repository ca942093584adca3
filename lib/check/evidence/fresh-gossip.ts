import { firstArrivals } from '../first-arrivals.ts'
import type { Run } from '../run.ts'
import { aType, count, show, time } from '../words.ts'

/** A tree takes less to bring a value everywhere; what is gossiped sooner races it. */
const freshMs = 200

/** With nothing failing, gossip was first to bring many values, which its sender had only just come to know itself. */
export function gossipsFreshValues(run: Run): string | undefined {
  const { faults, loss } = run.trace.plan
  if (faults.length > 0 || loss !== undefined) return undefined
  const all = [...firstArrivals(run).values()].filter(({ from }) => from !== undefined)
  const fresh = all.flatMap((arrival) => {
    if (arrival.via === 'tree') return []
    const sent = run.facts.sent[arrival.brought.message]?.event
    const known = run.facts.knowledge.get(arrival.key)?.learned.get(arrival.from ?? '')
    const age = (sent?.at ?? 0) - (known?.at ?? 0)
    return known === undefined || age >= freshMs ? [] : [{ arrival, age }]
  })
  const [first] = fresh
  // With hardly anything on the tree the values have nothing to race.
  if (first === undefined || all.filter(({ via }) => via === 'tree').length * 2 < all.length) return undefined
  const { arrival, age } = first
  return `${arrival.from} had known ${show(arrival.value)} for ${time(age)} when it sent it to ${arrival.node}, in ${aType(arrival.type)} that arrived at ${time(arrival.brought.at)}, before the tree brought it. Of ${count(all.length, 'arrival')} in this run ${fresh.length} were so.`
}
