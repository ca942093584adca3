import { combinationsDependencies, create, type Fraction, fractionDependencies } from 'mathjs'
import { aliveIn, type Spread } from './spread.ts'

const { fraction, combinations } = create({ ...fractionDependencies, ...combinationsDependencies })

/** Each sender multiplies the denominator, so that more nodes or rounds give a fraction that nobody can read. */
const mostNodes = 12
const mostRounds = 6
const mostDigits = 40

/**
 * P(everybody) after `rounds` rounds in which every informed node sends, as the fraction that it is: "26/27".
 * Undefined where that fraction is too long to be of use. The chain of infect-forever.ts, in whole numbers.
 */
export function asFraction(spread: Spread, rounds: number): string | undefined {
  const alive = aliveIn(spread)
  if (spread.nodes > mostNodes || rounds > mostRounds) return undefined
  const hits = Array.from({ length: alive }, (_, w) => hitsAmong(w, spread))
  let now = chancesOf(alive, alive - 1)
  for (let round = 0; round < rounds; round++) {
    let next = chancesOf(alive, -1)
    for (let senders = alive; senders > 0; senders--) {
      next = next.map((chance, w) => (w === alive - senders ? chance.add(now[w] as Fraction) : chance))
      next = afterOne(next, hits)
    }
    now = next
  }
  const text = (now[0] as Fraction).toFraction()
  return text.length > mostDigits ? undefined : text
}

/** By x, the chance that a sender newly hits x of w; see hits.ts. */
function hitsAmong(w: number, { nodes, fanout, loss }: Spread): Fraction[] {
  const lost = fraction(loss)
  const arrives = fraction(1).sub(lost)
  const all = combinations(nodes - 1, fanout)
  return Array.from({ length: Math.min(w, fanout) + 1 }, (_, x) => {
    let sum = fraction(0)
    for (let y = x; y <= Math.min(w, fanout); y++) {
      const others = nodes - 1 - w
      if (fanout - y > others) continue
      const picked = fraction(combinations(w, y))
        .mul(combinations(others, fanout - y))
        .div(all)
      const through = fraction(combinations(y, x))
        .mul(power(arrives, x))
        .mul(power(lost, y - x))
      sum = sum.add(picked.mul(through))
    }
    return sum
  })
}

function afterOne(chances: Fraction[], hits: Fraction[][]): Fraction[] {
  return chances.map((_, u) =>
    chances.slice(u).reduce((sum, chance, x) => sum.add(chance.mul(hits[u + x]?.[x] ?? 0)), fraction(0)),
  )
}

/** All of the chance at `w`; nowhere for −1. */
function chancesOf(alive: number, w: number): Fraction[] {
  return Array.from({ length: alive }, (_, index) => fraction(index === w ? 1 : 0))
}

function power(base: Fraction, exponent: number): Fraction {
  return Array.from({ length: exponent }).reduce<Fraction>((product) => product.mul(base), fraction(1))
}
