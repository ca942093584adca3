import { setImmediate } from 'node:timers/promises'
import { wilsonInterval } from '../check/statistics/wilson-interval.ts'
import type { Epidemic } from '../epidemic/epidemic.ts'
import { addTrials, type Tally } from '../epidemic/trials.ts'
import { UserError } from '../protocol/user-error.ts'
import { createRandom } from '../random/random.ts'
import type { Context } from './context.ts'

/** The share of simulated runs that informed every live node, and the chances that it does not contradict. */
export type MonteCarlo = Tally & {
  fanout: number
  share: number
  low: number
  high: number
  confidence: number
}

const confidence = 0.99
/** A larger cluster is not simulated here. */
const mostNodes = 1_000_000
/** Nodes visited between two looks at whether somebody has interrupted. */
const stride = 200_000

export async function monteCarlo(
  epidemic: Epidemic,
  trials: number,
  seed: number,
  { signal }: Context,
): Promise<MonteCarlo> {
  const { nodes, fanout } = epidemic
  if (nodes > mostNodes) throw new UserError('too-many-nodes', tooManyNodes)
  const random = createRandom(seed, 'trials')
  const batch = Math.max(1, Math.floor(stride / nodes))
  let tally: Tally = { trials: 0, delivered: 0 }
  while (tally.trials < trials) {
    tally = addTrials(tally, Math.min(batch, trials - tally.trials), epidemic, random)
    await setImmediate()
    signal.throwIfAborted()
  }
  const { low, high } = wilsonInterval(tally.delivered, trials, 1 - confidence)
  return { ...tally, fanout, share: tally.delivered / trials, low, high, confidence }
}

const tooManyNodes = 'Trials are simulated with up to 1,000,000 nodes; leave --trials out for more.'
