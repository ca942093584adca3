import type { Course } from '../epidemic/epidemic.ts'
import { runEpidemic } from '../epidemic/run-epidemic.ts'
import { createRandom } from '../random/random.ts'
import { type Delivery, deliver, type Model } from '../theory/deliver.ts'
import { isReached } from '../theory/minimum-fanout.ts'
import { leastThat } from '../theory/search.ts'
import { independent } from '../theory/textbook.ts'

/** What can be turned on the fanout screen. */
export type FanoutSettings = { nodes: number; fanout: number; rounds: number; loss: number; model: Model }

/** What follows from the settings: by theory, and in one run with the dice of `sampleSeed`. */
export type FanoutPicture = {
  method: 'exact' | 'hybrid'
  delivery: Delivery
  /** The fanouts next to the one chosen, and it. */
  rows: { fanout: number; delivery: Delivery }[]
  /** The smallest fanout that informs everybody with at least the chance of `target`, if one does. */
  target: number
  minFanout: number | null
  /** What (1 − K/(N−1))^R says of one node: the formula that is often printed. */
  independent: number
  sample: Course
}

/** More than this is worked out by the hybrid, so that every key is answered at once. */
const mostExact = 200
const target = 0.99

export function pictureOf(settings: FanoutSettings, sampleSeed: number): FanoutPicture {
  const { nodes, fanout, rounds, loss, model } = settings
  const spread = { nodes, fanout, loss, crashed: 0 }
  const method = nodes <= mostExact ? 'exact' : 'hybrid'
  const by = (k: number): Delivery => {
    const other = { ...spread, fanout: k }
    return deliver(other, model, rounds, method) ?? deliver(other, model, rounds, 'hybrid')
  }
  const nearby = [fanout - 1, fanout, fanout + 1].filter((k) => k >= 1 && k < nodes)
  return {
    method,
    delivery: by(fanout),
    rows: nearby.map((k) => ({ fanout: k, delivery: by(k) })),
    target,
    minFanout: leastThat((k) => isReached(by(k).reach, target), 1, nodes - 1),
    independent: independent(spread, rounds),
    sample: runEpidemic(
      { ...spread, calls: model === 'forever' ? 'push' : 'once', rounds },
      createRandom(sampleSeed, 'fanout screen'),
    ),
  }
}
