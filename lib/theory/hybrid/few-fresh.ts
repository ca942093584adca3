import { hitsOfOneSender } from '../hits.ts'
import { aliveIn, type Spread } from '../spread.ts'
import { Uninformed } from '../uninformed.ts'
import { frontSize, lasting } from './front-size.ts'
import type { Gathering } from './gather.ts'
import type { Front } from './rounds.ts'

const negligible = 1e-30
/** Fewer than where all send, for here the states have two numbers. */
const enough = 200

/** The exact front where only the fresh send: infect-and-die.ts, for the states of few informed. */
export class FewFresh implements Front {
  chance = 1
  missed: number
  readonly #alive: number
  readonly #limit: number
  /** The lowest w that can come up here; the wave and `#rows` count from it. */
  readonly #from: number
  readonly #wave: Uninformed
  /** By w, the chances by fresh nodes. */
  #rows: Map<number, Float64Array>
  /** What has come to an end among the few: its chance, and that times w. */
  #ended = { chance: 0, missed: 0 }

  constructor(spread: Spread, rounds: number) {
    const alive = aliveIn(spread)
    this.#alive = alive
    this.missed = alive - 1
    this.#limit = Math.min(alive, frontSize(spread.fanout, spread.loss, rounds, lasting(enough, rounds)))
    this.#from = Math.max(0, alive - this.#limit * (spread.fanout + 1) - 1)
    const most = alive - 1 - this.#from
    this.#wave = new Uninformed(most, hitsOfOneSender(spread, this.#from, alive - 1), negligible)
    this.#rows = new Map([[most, Float64Array.of(0, 1)]])
  }

  round(outgrown: Gathering): void {
    const wave = this.#wave
    const next = new Map<number, Float64Array>()
    for (const [before, row] of this.#rows) {
      for (let fresh = row.length - 1; fresh > 0; fresh--) {
        const chance = row[fresh] as number
        if (chance > negligible) wave.add(before, chance)
        wave.send()
      }
      outgrown.add(wave.take(0), this.#from, before)
      for (let w = wave.low; w <= wave.high; w++) this.#settle(wave.take(w), w, before, next, outgrown)
      wave.clear()
    }
    this.#rows = next
    this.chance = this.#ended.chance
    this.missed = this.#ended.missed
    for (const [w, row] of next) {
      const chance = row.reduce((sum, one) => sum + one, 0)
      this.chance += chance
      this.missed += chance * (this.#from + w)
    }
  }

  #settle(chance: number, w: number, before: number, next: Map<number, Float64Array>, outgrown: Gathering) {
    const informed = this.#alive - this.#from - w
    if (w === before) {
      this.#ended.chance += chance
      this.#ended.missed += chance * (this.#from + w)
    } else if (informed > this.#limit) outgrown.add(chance, this.#from + w, before - w)
    else {
      const row = next.get(w) ?? new Float64Array(this.#limit + 1)
      row[before - w] = (row[before - w] as number) + chance
      next.set(w, row)
    }
  }
}
