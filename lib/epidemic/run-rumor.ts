import type { Random } from '../random/random.ts'
import type { Rumor, RumorCourse } from './rumor.ts'

const never = -1

/**
 * Runs rumors of one kind, one after the other, in the same arrays.
 *
 * All in a cycle happens at once. Who learns in a cycle acts from the next on; each caller calls one other node, each
 * equally likely; a call is useful if the other did not know at the start of the cycle, even if several reach it; a
 * useful one sets the counter back; and interest is lost at the end of the cycle. Who answers pulls counts a cycle as
 * useful if any caller of it needed the rumor, and as useless if there were callers and none did.
 */
export class RumorMill {
  readonly #rumor: Rumor
  readonly #learnedIn: Int32Array
  readonly #counters: Int32Array
  /** The interested, in no order. */
  readonly #interested: Int32Array
  /** For pull: in this cycle, callers who knew and who did not. */
  readonly #useless: Int32Array
  readonly #useful: Int32Array
  #random: Random = () => 0
  #count = 0
  #informed = 0
  #sent = 0

  constructor(rumor: Rumor) {
    this.#rumor = rumor
    this.#learnedIn = new Int32Array(rumor.nodes)
    this.#counters = new Int32Array(rumor.nodes)
    this.#interested = new Int32Array(rumor.nodes)
    this.#useless = new Int32Array(rumor.way === 'pull' ? rumor.nodes : 0)
    this.#useful = new Int32Array(rumor.way === 'pull' ? rumor.nodes : 0)
  }

  run(random: Random): RumorCourse {
    const cycles = this.cycles(random)
    for (;;) {
      const { done, value } = cycles.next()
      if (done) return value
    }
  }

  /** The same, stopping after every cycle for whoever has other things to do as well. */
  *cycles(random: Random): Generator<void, RumorCourse> {
    const { nodes, way } = this.#rumor
    this.#random = random
    this.#learnedIn.fill(never)
    this.#learnedIn[0] = 0
    this.#interested[0] = 0
    this.#counters[0] = 0
    this.#count = 1
    this.#informed = 1
    this.#sent = 0
    const [informed, interested] = [[1], [1]]
    let last = 0
    let sum = 0
    for (let cycle = 1; this.#count > 0; cycle++) {
      const before = this.#informed
      if (way === 'push') this.#pushAll(cycle)
      else this.#pullAll(cycle)
      if (this.#informed > before) last = cycle
      sum += cycle * (this.#informed - before)
      informed.push(this.#informed)
      interested.push(this.#count)
      yield
    }
    return {
      residue: (nodes - this.#informed) / nodes,
      traffic: this.#sent / nodes,
      last,
      average: this.#informed === 1 ? 0 : sum / (this.#informed - 1),
      informed,
      interested,
    }
  }

  #pushAll(cycle: number): void {
    const interested = this.#count
    let kept = 0
    const fresh: number[] = []
    for (let index = 0; index < interested; index++) {
      const sender = this.#interested[index] as number
      const target = this.#another(sender)
      const learned = this.#learnedIn[target] as number
      this.#sent++
      const useful = learned === never || learned === cycle
      if (learned === never) {
        this.#learn(target, cycle)
        fresh.push(target)
      }
      if (this.#stays(sender, useful)) this.#interested[kept++] = sender
    }
    for (const node of fresh) this.#interested[kept++] = node
    this.#count = kept
  }

  #pullAll(cycle: number): void {
    const { nodes } = this.#rumor
    const fresh: number[] = []
    for (let caller = 0; caller < nodes; caller++) {
      const target = this.#another(caller)
      if (!this.#spreads(target, cycle)) continue
      this.#sent++
      const learned = this.#learnedIn[caller] as number
      if (learned === never) {
        this.#useful[target] = 1
        this.#learn(caller, cycle)
        fresh.push(caller)
      } else this.#useless[target] = (this.#useless[target] as number) + 1
    }
    let kept = 0
    for (let index = 0; index < this.#count; index++) {
      const node = this.#interested[index] as number
      const [useful, useless] = [this.#useful[node] === 1, this.#useless[node] as number]
      this.#useful[node] = 0
      this.#useless[node] = 0
      if ((!useful && useless === 0) || this.#stays(node, useful)) this.#interested[kept++] = node
      else this.#counters[node] = lostInterest
    }
    for (const node of fresh) this.#interested[kept++] = node
    this.#count = kept
  }

  /** Whether a node has had the rumor since before this cycle, and is interested. */
  #spreads(node: number, cycle: number): boolean {
    const learned = this.#learnedIn[node] as number
    return learned !== never && learned < cycle && this.#counters[node] !== lostInterest
  }

  #learn(node: number, cycle: number): void {
    this.#learnedIn[node] = cycle
    this.#counters[node] = 0
    this.#informed++
  }

  #stays(node: number, useful: boolean): boolean {
    const { when, stop, k } = this.#rumor
    if (when === 'feedback' && useful) {
      this.#counters[node] = 0
      return true
    }
    if (stop === 'coin') return this.#random() * k >= 1
    const counter = (this.#counters[node] as number) + 1
    this.#counters[node] = counter
    return counter < k
  }

  #another(self: number): number {
    const drawn = Math.floor(this.#random() * (this.#rumor.nodes - 1))
    return drawn < self ? drawn : drawn + 1
  }
}

/** In place of a counter. */
const lostInterest = -1
