/**
 * One wave of gossip on `nodes` nodes, none of which fails and no message of which is lost: whoever hears the value for
 * the first time sends it once to `fanout` distinct peers, or to all there are if these are fewer, and never again.
 */
export type Wave = {
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
  let chance = new Array<number>(nodes + 1).fill(0)
  chance[1] = 1
  for (let sent = 0; sent < nodes; sent++) {
    // Whoever is at i = sent has nobody left to send.
    reach[sent] = chance[sent] ?? 0
    const others = excludesSource && sent > 0 ? nodes - 2 : nodes - 1
    const after = new Array<number>(nodes + 1).fill(0)
    for (let i = sent + 1; i <= nodes; i++) {
      const p = chance[i] ?? 0
      if (p === 0) continue
      for (const [x, hits] of hypergeometric(others, nodes - i, Math.min(fanout, others)).entries()) {
        after[i + x] = (after[i + x] ?? 0) + p * hits
      }
    }
    chance = after
  }
  reach[nodes] = chance[nodes] ?? 0
  return reach
}

/** Of `drawn` out of `all`, so many are among the `marked`: entry x is P(x). */
function hypergeometric(all: number, marked: number, drawn: number): number[] {
  const most = Math.min(marked, drawn)
  const least = Math.max(0, drawn - (all - marked))
  const weights: number[] = []
  // Each from the one before, P(x) ÷ P(x − 1) = (marked − x + 1)(drawn − x + 1) ÷ (x (all − marked − drawn + x)).
  for (let x = 0; x <= most; x++) {
    if (x < least) weights.push(0)
    else if (x === least) weights.push(1)
    else {
      const step = ((marked - x + 1) * (drawn - x + 1)) / (x * (all - marked - drawn + x))
      weights.push((weights[x - 1] ?? 0) * step)
    }
  }
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => weight / sum)
}
