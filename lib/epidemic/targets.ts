import type { Random } from '../random/random.ts'

/** Above, looking through the picks made so far takes longer than marking them. */
const few = 24

/** Picks distinct nodes other than the one that picks, each equally likely. */
export class Targets {
  /** The last ones picked. */
  readonly picked: Int32Array
  readonly #nodes: number
  readonly #random: Random
  /** By node, the last pick that took it. */
  readonly #marks: Int32Array | undefined
  #pick = 0

  constructor(nodes: number, fanout: number, random: Random) {
    this.#nodes = nodes
    this.#random = random
    this.picked = new Int32Array(fanout)
    this.#marks = fanout > few ? new Int32Array(nodes) : undefined
  }

  /** Draws again what it has already; that leaves all sets of targets equally likely. */
  pick(self: number): void {
    const { picked } = this
    this.#pick++
    for (let count = 0; count < picked.length; ) {
      const drawn = Math.floor(this.#random() * (this.#nodes - 1))
      const target = drawn < self ? drawn : drawn + 1
      if (this.#isNew(target, count)) picked[count++] = target
    }
  }

  #isNew(target: number, count: number): boolean {
    if (this.#marks !== undefined) {
      if (this.#marks[target] === this.#pick) return false
      this.#marks[target] = this.#pick
      return true
    }
    for (let index = 0; index < count; index++) if (this.picked[index] === target) return false
    return true
  }
}
