import type { Node } from 'gossip-workbench'

/**
 * Two questions that look alike. The independent model follows one node that pushes, and asks whether it misses one
 * given other: a power. The epidemic model follows all of them, and asks whether anybody is missed: a Markov chain.
 */
export default function (node: Node) {
  node.on('calc_fanout', ({ nodes, target_prob, rounds, model = 'independent' }) => {
    refuseUnless(isCount(nodes) && isCount(rounds), 'nodes and rounds are whole numbers from 1 up')
    refuseUnless(target_prob >= 0 && target_prob <= 1, 'target_prob is from 0 to 1')
    refuseUnless(model === 'independent' || model === 'epidemic', 'model is "independent" or "epidemic"')
    const missWith = (fanout: number) =>
      model === 'epidemic' ? missAny(nodes, fanout, rounds) : missOne(nodes, fanout, rounds)
    const fanout = smallestFanout(nodes - 1, target_prob, missWith)
    return { type: 'calc_fanout_ok', min_fanout: fanout, miss_prob: missWith(fanout) }
  })

  node.on('simulate_gossip', ({ nodes, fanout, rounds, trials }) => {
    refuseUnless(
      [nodes, rounds, trials].every(isCount) && Number.isInteger(fanout),
      'nodes, rounds and trials are whole numbers from 1 up, and fanout is whole',
    )
    // Whoever is alone tells nobody; everybody else tells somebody.
    refuseUnless(fanout >= Math.min(1, nodes - 1) && fanout <= nodes - 1, 'fanout is from 1 to nodes − 1')
    const taken: number[] = []
    for (let trial = 0; trial < trials; trial++) {
      const needed = roundsToAll(nodes, fanout, rounds)
      if (needed !== undefined) taken.push(needed)
    }
    const sum = taken.reduce((total, needed) => total + needed, 0)
    return {
      type: 'simulate_gossip_ok',
      delivery_rate: taken.length / trials,
      avg_rounds_to_all: taken.length === 0 ? null : sum / taken.length,
    }
  })

  function refuseUnless(holds: boolean, text: string) {
    if (!holds) throw node.error(12, text)
  }

  /** One trial, in which `informed` is a list of nodes that grows. Undefined when the rounds are not enough. */
  function roundsToAll(nodes: number, fanout: number, rounds: number): number | undefined {
    const isInformed = new Array<boolean>(nodes).fill(false)
    const informed = [0]
    isInformed[0] = true
    for (let round = 0; round <= rounds; round++) {
      if (informed.length === nodes) return round
      if (round === rounds) break
      // Who is told in this round begins in the next one: only those who know now are senders.
      const senders = informed.length
      for (let place = 0; place < senders; place++) {
        for (const peer of draw(informed[place] as number, nodes, fanout)) {
          if (isInformed[peer]) continue
          isInformed[peer] = true
          informed.push(peer)
        }
      }
    }
    return undefined
  }

  /** So many different nodes, none of them `self` (Floyd's method: of the first j numbers one, or else the j-th). */
  function draw(self: number, nodes: number, fanout: number): Set<number> {
    const drawn = new Set<number>()
    for (let j = nodes - fanout; j < nodes; j++) {
      const number = 1 + Math.floor(node.random() * j)
      // Numbers 1 to nodes − 1 stand for the others, counted on from the node itself.
      const peer = (self + number) % nodes
      drawn.add(drawn.has(peer) ? (self + j) % nodes : peer)
    }
    return drawn
  }
}

function isCount(number: number): boolean {
  return Number.isInteger(number) && number >= 1
}

/** Rounding errors are some 10⁻¹⁶, and the nearest that a miss may come to what is allowed is 10⁻⁶. */
const tolerance = 1e-9

function smallestFanout(most: number, target: number, missWith: (fanout: number) => number): number {
  // Only telling everybody is certain, however close to 0 a miss may be.
  if (target === 1) return most
  let fanout = Math.min(1, most)
  while (fanout < most && missWith(fanout) > 1 - target + tolerance) fanout++
  return fanout
}

/** The chance that one node, telling so many others in every round, never tells a given one. */
function missOne(nodes: number, fanout: number, rounds: number): number {
  return nodes === 1 ? 0 : (1 - fanout / (nodes - 1)) ** rounds
}

/**
 * The chance that anybody is missed when all who know tell. chance[i] is that of exactly i being informed. In a round
 * i senders add one after the other to those told; so all states are done at once, from the largest number of senders
 * down: whoever comes in at i undergoes i sends.
 */
function missAny(nodes: number, fanout: number, rounds: number): number {
  if (nodes === 1) return 0
  const told = hits(nodes, fanout)
  let chance = new Array<number>(nodes + 1).fill(0)
  chance[1] = 1
  for (let round = 0; round < rounds; round++) {
    let next = new Array<number>(nodes + 1).fill(0)
    for (let senders = nodes; senders > 0; senders--) {
      next[senders] = at(next, senders) + at(chance, senders)
      next = afterOne(next, told)
    }
    chance = next
  }
  return chance.slice(0, nodes).reduce((sum, p) => sum + p, 0)
}

function afterOne(chance: number[], told: number[][]): number[] {
  const after = new Array<number>(chance.length).fill(0)
  for (const [i, p] of chance.entries()) {
    if (p === 0) continue
    for (const [fresh, hit] of (told[i] ?? []).entries()) after[i + fresh] = at(after, i + fresh) + p * hit
  }
  return after
}

/** By i informed, the chances that a sender tells 0, 1, 2, … who are not: of nodes − i among its nodes − 1 others. */
function hits(nodes: number, fanout: number): number[][] {
  return Array.from({ length: nodes + 1 }, (_, i) => {
    const fresh = nodes - i
    const ways = Array.from(
      { length: Math.min(fresh, fanout) + 1 },
      (_, x) => choose(fresh, x) * choose(i - 1, fanout - x),
    )
    return ways.map((way) => way / choose(nodes - 1, fanout))
  })
}

function choose(n: number, k: number): number {
  if (k > n || k < 0) return 0
  let product = 1
  for (let i = 1; i <= k; i++) product *= (n - k + i) / i
  return product
}

function at(list: number[], index: number): number {
  return list[index] ?? 0
}
