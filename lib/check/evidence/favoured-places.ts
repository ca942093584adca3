import { choicesByPlace, choicesByRound, evennessOf, type Window } from '../peer-choice.ts'
import type { Run } from '../run.ts'
import { chiSquareTail } from '../statistics/chi-square-tail.ts'
import { pearson } from '../statistics/pearson.ts'
import { number } from '../words.ts'

/** So unlikely must it be that even dice show what was seen. */
const byChance = 1e-6
/** With fewer, as in a run made small, what is seen would look like bad luck. */
const leastForwards = 2000

/**
 * All nodes together drew some places of their lists much more often than others, and so in every round alike, as
 * draws do that are independent but not even. Where the rounds differ, the nodes share their dice or draw by rote.
 */
export function favoursPlaces(run: Run, window: Window): string | undefined {
  const [sum] = choicesByPlace(run, window)
  if (sum === undefined || sum.total < leastForwards) return undefined
  const { times, total, cells } = sum
  // Who never draws a place draws from a part of the list only: that is another matter.
  if (times.some((amount) => amount === 0)) return undefined
  const { statistic, freedom } = evennessOf([sum])
  if (chiSquareTail(statistic, freedom) > byChance) return undefined
  const rounds = choicesByRound(run, window)
  const unlike = rounds.reduce((sum, round) => sum + deviation(round, times, total), 0)
  if (chiSquareTail(unlike, rounds.length * freedom) < byChance) return undefined
  const [least, most] = [Math.min(...times), Math.max(...times)]
  const even = number(Math.round(total / cells.length))
  return `Of ${number(total)} forwards each of the ${cells.length} places of the list would have about ${even}. All nodes together drew ${cells[times.indexOf(most)]} for ${number(most)} of them, and ${cells[times.indexOf(least)]} for ${number(least)}.`
}

/** How much one round is unlike all of them together. */
function deviation(round: { times: number[]; total: number }, times: number[], total: number): number {
  if (round.total === 0) return 0
  return pearson(
    round.times,
    times.map((amount) => (round.total * amount) / total),
  )
}
