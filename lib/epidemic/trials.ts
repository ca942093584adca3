import type { Random } from '../random/random.ts'
import type { Epidemic } from './epidemic.ts'
import { runEpidemic } from './run-epidemic.ts'

/** How many of so many runs informed every live node. */
export type Tally = { trials: number; delivered: number }

/** Adds `trials` runs to a tally. */
export function addTrials(tally: Tally, trials: number, epidemic: Epidemic, random: Random): Tally {
  let delivered = tally.delivered
  for (let trial = 0; trial < trials; trial++) {
    const { informed } = runEpidemic(epidemic, random)
    if (informed.at(-1) === epidemic.nodes - epidemic.crashed) delivered++
  }
  return { trials: tally.trials + trials, delivered }
}
