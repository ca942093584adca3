import { binomial } from './binomial.ts'
import { hitsOfOneSender } from './hits.ts'
import { Uninformed } from './uninformed.ts'

/** Who calls: the informed, to push; the uninformed, to pull; or everybody, and either learns from the other. */
export type Calls = 'push' | 'pull' | 'push-pull'

/**
 * The exact expected number of rounds until all of n nodes are informed, when in each round every caller calls one
 * other node, each equally likely, nothing is lost, and who is informed counts as at the start of the round.
 *
 * With E(w) the expected rounds from w uninformed nodes on, E(0) = 0 and
 * E(w) = (1 + Σ_{u < w} P(w → u) · E(u)) ÷ (1 − P(w → w)), from small w up.
 */
export function expectedRounds(nodes: number, calls: Calls): number {
  const expected = new Float64Array(nodes)
  const spread = { nodes, fanout: 1, loss: 0, crashed: 0 }
  if (nodes === 1) return 0
  const wave = new Uninformed(nodes - 1, hitsOfOneSender(spread, 0, nodes - 1), negligible)
  const left = new Float64Array(nodes)
  for (let w = 1; w < nodes; w++) {
    round(left, wave, w, nodes, calls)
    let [moved, later] = [0, 0]
    for (let u = 0; u < w; u++) {
      moved += left[u] as number
      later += (left[u] as number) * (expected[u] as number)
    }
    expected[w] = (1 + later) / moved
  }
  return expected[nodes - 1] as number
}

const negligible = 1e-25

/** Writes into `left` the chances by the uninformed after a round that began with w of them. */
function round(left: Float64Array, wave: Uninformed, w: number, nodes: number, calls: Calls): void {
  const informed = nodes - w
  const escaped = new Float64Array(nodes)
  if (calls === 'pull') escaped[w] = 1
  else {
    wave.add(w, 1)
    for (let sender = 0; sender < informed; sender++) wave.send()
    escaped[0] = wave.take(0)
    for (let u = wave.low; u <= wave.high; u++) escaped[u] = wave.take(u)
    wave.clear()
  }
  left.fill(0)
  if (calls === 'push') {
    left.set(escaped)
    return
  }
  // Whom nobody called has called itself, and been unlucky with a chance that is the share of the uninformed others.
  const unlucky = new Float64Array(nodes)
  const stays = (w - 1) / (nodes - 1)
  for (let u = 0; u <= w; u++) {
    const chance = escaped[u] as number
    if (chance === 0) continue
    binomial(unlucky, u, stays, informed / (nodes - 1))
    for (let v = 0; v <= u; v++) left[v] = (left[v] as number) + chance * (unlucky[v] as number)
  }
}
