/** Lets so many work at a time. Of those who wait, the one with the lowest turn goes first; of equal ones, the first come. */
export class Turns {
  #free: number
  #waiting: { turn: number; go: () => void }[] = []

  constructor(atOnce: number) {
    this.#free = atOnce
  }

  /** Does the work as soon as there is room for it. */
  async take<Result>(turn: number, work: () => Promise<Result>): Promise<Result> {
    await this.#room(turn)
    try {
      return await work()
    } finally {
      // Room is handed on, not put back: otherwise somebody who comes just now would be ahead of those who wait.
      const next = this.#waiting.shift()
      if (next === undefined) this.#free++
      else next.go()
    }
  }

  async #room(turn: number): Promise<void> {
    if (this.#free > 0) {
      this.#free--
      return
    }
    await new Promise<void>((go) => {
      this.#waiting.push({ turn, go })
      this.#waiting.sort((a, b) => a.turn - b.turn)
    })
  }
}
