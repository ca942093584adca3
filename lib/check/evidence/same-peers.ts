import { drawnFor, roundsOf } from '../rounds.ts'
import type { Run } from '../run.ts'
import { count, names } from '../words.ts'

/** So unlikely must it be that dice show what was seen: over all nodes of a run together. */
const byChance = 1e-6

/**
 * A node made round after round to the same peers, all of them up, and never sent anything to another neighbour. A
 * program that leaves out who is known to be up to date may be left with a few that are down, but not with these.
 */
export function keepsToSamePeers(run: Run): string | undefined {
  const { topology = {}, nodes } = run.trace.plan
  const rounds = roundsOf(run)
  const { live } = run.facts
  for (const node of nodes) {
    const drawn = rounds.filter((round) => round.node === node).map(drawnFor)
    const [first] = drawn
    const neighbours = topology[node] ?? []
    if (first === undefined || first.length < 2 || first.length >= neighbours.length) continue
    if (!first.every((peer) => live.has(peer))) continue
    if (!drawn.every((peers) => peers.length === first.length && peers.every((peer) => first.includes(peer))))
      continue
    // Each round after the first meets the same peers by chance once in (d over k) times.
    if (nodes.length * ways(neighbours.length, first.length) ** (1 - drawn.length) > byChance) continue
    const left = neighbours.filter((peer) => !first.includes(peer) && live.has(peer))
    if (left.length === 0) continue
    const others = left.length === 1 ? 'also a neighbour' : 'also neighbours'
    return `${node} made ${count(drawn.length, 'round')}, every one to ${names(first)}; to ${names(left)}, ${others}, it never sent anything.`
  }
  return undefined
}

/** How many sets of k there are in n. */
function ways(n: number, k: number): number {
  let product = 1
  for (let i = 1; i <= k; i++) product *= (n - k + i) / i
  return product
}
