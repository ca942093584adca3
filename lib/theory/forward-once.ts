import { hypergeometric } from './hypergeometric.ts'

/**
 * One wave of gossip on `nodes` nodes, none of which fails and no message of which is lost: whoever hears the value for
 * the first time sends it once to `fanout` distinct peers, or to all there are if these are fewer, and never again.
 */
type Wave = {
  nodes: number
  fanout: number
  /** Whether a node leaves out the one it heard the value from. Nobody ever sends to itself. */
  excludesSource: boolean
}

/**
 * The exact distribution of a wave's reach: entry i is the probability that exactly i nodes come to know the value, the
 * one it began at included.
 *
 * Every draw is independent of all others, so it does not matter in which order the senders are looked at, nor how long
 * messages take: say, one after the other, in the order they send. Let i nodes have been sent to so far. The next
 * sender is one of them, and if it leaves out its source, so is the source, for it has sent already. Therefore it draws
 * k of a others (a = nodes − 2, or nodes − 1 when the source is not left out, and always so at the origin, which has
 * none), among which all nodes − i that were not yet sent to. How many of these it hits, x, is hypergeometric:
 *
 *   P(x) = C(nodes − i, x) · C(a − (nodes − i), k − x) ÷ C(a, k),  k = min(fanout, a)
 *
 * whoever it is. So i alone, with the number of those that have sent, is a Markov chain. It ends when all i have sent.
 * All terms are positive, so small probabilities keep their digits. O(nodes² · fanout).
 */
export function reachOfWave({ nodes, fanout, excludesSource }: Wave): number[] {
  const reach = new Array<number>(nodes + 1).fill(0)
  /** The chance that so many have been sent to. */
  let by = new Array<number>(nodes + 1).fill(0)
  by[1] = 1
  for (let sent = 0; sent < nodes; sent++) {
    // Whoever is at i = sent has nobody left to send.
    reach[sent] = by[sent] ?? 0
    const others = Math.max(0, excludesSource && sent > 0 ? nodes - 2 : nodes - 1)
    const after = new Array<number>(nodes + 1).fill(0)
    for (let i = sent + 1; i <= nodes; i++) {
      const p = by[i] ?? 0
      if (p === 0) continue
      const missed = nodes - i
      const drawn = Math.min(fanout, others)
      const hits = new Float64Array(Math.min(missed, drawn) + 1)
      hypergeometric(hits, missed, drawn, others)
      for (const [x, chance] of hits.entries()) after[i + x] = (after[i + x] ?? 0) + p * chance
    }
    by = after
  }
  reach[nodes] = by[nodes] ?? 0
  return reach
}
