import { binomial } from './binomial.ts'
import type { Model, Rounds } from './deliver.ts'
import { escapeFrom } from './hybrid/escape.ts'
import { missByOne } from './independent-fanout.ts'
import { aliveIn, type Spread } from './spread.ts'

/** A formula that is often printed for P(everybody is informed), and what it gives. */
export type Textbook = { name: string; formula: string; pAll: number }

/**
 * The chance that ONE node, pushing to `fanout` others for `rounds` rounds, misses ONE given node. It is often taken
 * for the chance that a gossip misses somebody, though only one node sends in it and only one can be missed.
 */
export function independent({ nodes, fanout }: Spread, rounds: Rounds): number {
  if (rounds === 'inf') return nodes === 1 || fanout > 0 ? 0 : 1
  return missByOne({ nodes, rounds }, fanout)
}

/** The formulas that speak of such a spread. */
export function textbook(spread: Spread, model: Model, rounds: Rounds): Textbook[] {
  if (aliveIn(spread) === 1 || spread.fanout === 0) return []
  if (rounds === 'inf') return [randomGraph(spread), isolated(spread)]
  const one = {
    name: 'one pusher',
    formula: '1 - (1 - K/(N-1))^R',
    pAll: 1 - independent(spread, rounds),
  }
  if (model === 'once') return [one]
  return [one, ...binomialChain(spread, rounds), logistic(spread, rounds), meanField(spread, rounds)]
}

/** Each step of the chain costs A² ÷ 2, and the comparison is not worth more. */
const mostAlive = 1000

/** Every uninformed node escapes each sender on its own (Reed and Frost), though K distinct targets are not independent. */
function binomialChain(spread: Spread, rounds: number): Textbook[] {
  const alive = aliveIn(spread)
  if (alive > mostAlive || rounds > 100) return []
  const { log1 } = escapeFrom(spread)
  const chances = new Float64Array(alive)
  let now = new Float64Array(alive)
  now[alive - 1] = 1
  for (let round = 0; round < rounds; round++) {
    const next = new Float64Array(alive)
    for (const [w, chance] of now.entries()) {
      if (chance < 1e-20) continue
      const left = Math.exp(log1 * (alive - w))
      binomial(chances, w, left, 1 - left)
      for (let u = 0; u <= w; u++) next[u] = (next[u] as number) + chance * (chances[u] as number)
    }
    now = next
  }
  return [{ name: 'binomial chain', formula: 'w -> Bin(w, q^i)', pAll: now[0] as number }]
}

/** The logistic curve of a rate K a round, read as a chance. */
function logistic({ nodes, fanout }: Spread, rounds: number): Textbook {
  return {
    name: 'logistic curve',
    formula: '1/(1 + N e^(-KR))',
    pAll: 1 / (1 + nodes * Math.exp(-fanout * rounds)),
  }
}

/** Only the expected number, as if there were no luck; and those missed as if by Poisson's law. */
function meanField(spread: Spread, rounds: number): Textbook {
  const alive = aliveIn(spread)
  const { log1 } = escapeFrom(spread)
  let missed = alive - 1
  for (let round = 0; round < rounds; round++) missed *= Math.exp(log1 * (alive - missed))
  return { name: 'mean field', formula: "e^(-w), w' = w q^(N-w)", pAll: Math.exp(-missed) }
}

/** Erdős and Rényi's law of connected random graphs, as Kermarrec, Massoulié and Ganesh apply it to gossip (2003). */
function randomGraph({ nodes, fanout }: Spread): Textbook {
  return {
    name: 'random graph',
    formula: 'e^(-e^-c), K = ln N + c',
    pAll: Math.exp(-Math.exp(Math.log(nodes) - fanout)),
  }
}

/** Everybody sends, and those whom nobody hits follow Poisson's law. */
function isolated({ nodes, fanout }: Spread): Textbook {
  return {
    name: 'nobody left out',
    formula: 'e^(-N (1 - K/(N-1))^(N-1))',
    pAll: Math.exp(-nodes * (1 - fanout / (nodes - 1)) ** (nodes - 1)),
  }
}
