import { createRandom } from '../random/random.ts'
import { type Delivery, deliver, type Model } from '../theory/deliver.ts'
import { type Accuracy, promiseOf } from '../theory/promise.ts'
import type { Spread } from '../theory/spread.ts'
import type { Course } from './epidemic.ts'
import { runEpidemic } from './run-epidemic.ts'

export type Parameters = Spread & { model: Model; rounds: number }

/**
 * All that a fanout comes to. `curve[r]` is the expected number of informed nodes after r rounds, `table` the fanouts
 * next to the one chosen, and `sample` one run by the dice of the seed, null for clusters too large to be watched.
 */
export type Explored = {
  method: 'exact' | 'hybrid'
  accuracy: Accuracy
  curve: number[]
  table: { fanout: number; pAll: number; pMiss: number; coverage: number; messages: number }[]
  sample: Course | null
}

/** Somebody holds down an arrow key meanwhile, so exact chains are for what takes them a moment. */
const mostExactly = { forever: 300, once: 60 }
const mostSampled = 10_000
/** Fanouts shown on either side of the one chosen. */
const beside = 2

/** What follows from the parameters and the seed, in a fraction of a second. Throws a RangeError if they cannot be. */
export function explore({ model, rounds, ...spread }: Parameters, seed: number): Explored {
  const alive = spread.nodes - spread.crashed
  const method = alive <= mostExactly[model] ? 'exact' : 'hybrid'
  const at = (fanout: number): Delivery => {
    const asked = { ...spread, fanout }
    return deliver(asked, model, rounds, method) ?? deliver(asked, model, rounds, 'hybrid')
  }
  const first = Math.max(0, spread.fanout - beside)
  const last = Math.min(spread.nodes - 1, spread.fanout + beside)
  const table = Array.from({ length: last - first + 1 }, (_, index) => ({
    fanout: first + index,
    delivery: at(first + index),
  }))
  const chosen = table[spread.fanout - first]?.delivery ?? at(spread.fanout)
  return {
    method,
    accuracy: promiseOf(spread, method),
    curve: chosen.byRound.map(({ missed }) => alive - missed),
    table: table.map(({ fanout, delivery: { reach, messages } }) => ({
      ...{ fanout, pAll: reach.pAll, pMiss: reach.pMiss, messages },
      coverage: 1 - reach.missed / alive,
    })),
    sample: spread.nodes <= mostSampled ? sample({ model, rounds, ...spread }, seed) : null,
  }
}

function sample({ model, ...epidemic }: Parameters, seed: number): Course {
  const calls = model === 'forever' ? 'push' : 'once'
  return runEpidemic({ ...epidemic, calls }, createRandom(seed, 'sample'))
}
