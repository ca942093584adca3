import type { Hits } from './hits.ts'

/**
 * A distribution of w, the number of live nodes that a message has not reached: `chances[w]`, all of it between `low`
 * and `high` but for w = 0, which nothing leaves and which is kept beside it. Messages move chance downward only.
 *
 * Where the hits begin at some w, all w here are counted from there.
 *
 * Chances below `negligible` at the two ends are dropped, which keeps the stretch short; `dropped` is their sum, so
 * that whoever uses the result knows how far off it can be.
 */
export class Uninformed {
  readonly chances: Float64Array
  low = 1
  high = 0
  dropped = 0
  /** Multiplications done so far. */
  work = 0
  readonly #hits: Hits
  readonly #negligible: number

  constructor(most: number, hits: Hits, negligible: number) {
    // Above `high` there is always room for one reach more, and only zeros: so the inner loop needs no bound.
    this.chances = new Float64Array(most + 1 + hits.width)
    this.#hits = hits
    this.#negligible = negligible
  }

  get empty(): boolean {
    return this.low > this.high
  }

  add(w: number, chance: number): void {
    if (chance === 0) return
    this.chances[w] = (this.chances[w] as number) + chance
    if (w === 0) return
    this.low = this.empty ? w : Math.min(this.low, w)
    this.high = Math.max(this.high, w)
  }

  take(w: number): number {
    const chance = this.chances[w] as number
    this.chances[w] = 0
    return chance
  }

  /** One sender sends. In place: what flows into u comes from u and above, and u ascends. */
  send(): void {
    if (this.empty) return
    const { chances, high } = this
    const { width, chances: hits } = this.#hits
    const from = Math.max(0, this.low - width + 1)
    let u = from
    // Four sums at a time, because each alone would wait for its own last addition.
    for (; u + 3 <= high; u += 4) {
      let sum0 = 0
      let sum1 = 0
      let sum2 = 0
      let sum3 = 0
      const cell0 = u * width
      const cell1 = cell0 + width
      const cell2 = cell1 + width
      const cell3 = cell2 + width
      for (let x = 0; x < width; x++) {
        const w = u + x
        sum0 += (chances[w] as number) * (hits[cell0 + x] as number)
        sum1 += (chances[w + 1] as number) * (hits[cell1 + x] as number)
        sum2 += (chances[w + 2] as number) * (hits[cell2 + x] as number)
        sum3 += (chances[w + 3] as number) * (hits[cell3 + x] as number)
      }
      chances[u] = sum0
      chances[u + 1] = sum1
      chances[u + 2] = sum2
      chances[u + 3] = sum3
    }
    for (; u <= high; u++) {
      let sum = 0
      const cell = u * width
      for (let x = 0; x < width; x++) sum += (chances[u + x] as number) * (hits[cell + x] as number)
      chances[u] = sum
    }
    this.work += (high - from + 1) * width
    this.low = Math.max(1, from)
    this.trim()
  }

  /** Lets go of both ends as far as they are negligible. */
  trim(): void {
    const { chances } = this
    while (this.low <= this.high && (chances[this.low] as number) <= this.#negligible) {
      this.dropped += this.take(this.low++)
    }
    while (this.low <= this.high && (chances[this.high] as number) <= this.#negligible) {
      this.dropped += this.take(this.high--)
    }
    if (this.empty) this.forget()
  }

  /** Takes all back to nothing. */
  clear(): void {
    this.chances.fill(0, this.low, this.high + 1)
    this.chances[0] = 0
    this.forget()
  }

  private forget(): void {
    this.low = this.chances.length
    this.high = 0
  }
}
