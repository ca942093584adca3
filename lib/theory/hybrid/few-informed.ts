import { hitsOfOneSender } from '../hits.ts'
import { aliveIn, type Spread } from '../spread.ts'
import { Uninformed } from '../uninformed.ts'
import { frontSize } from './front-size.ts'
import type { Gathering } from './gather.ts'
import type { Front } from './rounds.ts'

const negligible = 1e-30

/** The exact front where every informed node sends: infect-forever.ts, for the states of few informed. */
export class FewInformed implements Front {
  readonly #alive: number
  readonly #limit: number
  /** The lowest w that can come up here; `#now` and `#next` count from it. */
  readonly #from: number
  #now: Uninformed
  #next: Uninformed

  constructor(spread: Spread, rounds: number) {
    this.#alive = aliveIn(spread)
    this.#limit = Math.min(this.#alive, frontSize(spread.fanout, spread.loss, rounds))
    this.#from = Math.max(0, this.#alive - this.#limit * (spread.fanout + 1) - 1)
    const most = this.#alive - 1
    const hits = hitsOfOneSender(spread, this.#from, most)
    this.#now = new Uninformed(most - this.#from, hits, negligible)
    this.#next = new Uninformed(most - this.#from, hits, negligible)
    this.#now.add(most - this.#from, 1)
  }

  get chance(): number {
    const { chances, low, high } = this.#now
    return chances.subarray(low, high + 1).reduce((sum, chance) => sum + chance, 0)
  }

  get missed(): number {
    const { chances, low, high } = this.#now
    return chances
      .subarray(low, high + 1)
      .reduce((sum, chance, index) => sum + chance * (this.#from + low + index), 0)
  }

  round(outgrown: Gathering): void {
    const [now, next] = [this.#now, this.#next]
    const offset = this.#alive - this.#from
    for (let senders = offset - now.low; senders > 0; senders--) {
      const w = offset - senders
      if (w <= now.high) next.add(w, now.take(w))
      next.send()
    }
    now.clear()
    // What has more than the limit informed goes on as clouds; index 0 is w = 0 only where the hits begin there.
    const stays = offset - this.#limit
    outgrown.add(next.take(0), this.#from, offset)
    for (let w = next.low; w < stays && w <= next.high; w++) {
      outgrown.add(next.take(w), this.#from + w, offset - w)
    }
    next.low = Math.max(next.low, stays)
    next.trim()
    this.#now = next
    this.#next = now
  }
}
