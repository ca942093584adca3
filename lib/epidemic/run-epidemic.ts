import type { Random } from '../random/random.ts'
import type { Course, Epidemic } from './epidemic.ts'
import { Targets } from './targets.ts'

/** Lets a message spread, with the dice given; the same dice give the same course. */
export function runEpidemic(epidemic: Epidemic, random: Random): Course {
  const rounds = epidemicRounds(epidemic, random)
  for (;;) {
    const { done, value } = rounds.next()
    if (done) return value
  }
}

/** The same, stopping after every round for whoever has other things to do as well. */
export function* epidemicRounds(epidemic: Epidemic, random: Random): Generator<void, Course> {
  const state = new State(epidemic, random)
  while (state.goesOn()) {
    state.round()
    yield
  }
  return state.course
}

class State {
  readonly course: Course
  readonly #epidemic: Epidemic
  readonly #random: Random
  readonly #targets: Targets
  readonly #alive: number
  /** Whether a node knows; a byte, because at a million nodes it is memory that takes the time. */
  readonly #knows: Uint8Array
  /** The informed, in the order in which they learned. */
  readonly #order: Int32Array
  /** The live nodes uninformed at the start of the round, where they call. */
  #left: Int32Array
  #informed = 1
  /** The informed at the start of this round, and of the one before. */
  #before = 0
  #sent = 0

  constructor(epidemic: Epidemic, random: Random) {
    const { nodes, crashed, fanout } = epidemic
    this.#epidemic = epidemic
    this.#random = random
    this.#targets = new Targets(nodes, fanout, random)
    this.#alive = nodes - crashed
    this.#knows = new Uint8Array(nodes)
    this.#order = new Int32Array(this.#alive)
    this.#left = new Int32Array(pulls(epidemic) ? this.#alive - 1 : 0).map((_, index) => index + 1)
    const learnedIn = new Int32Array(nodes).fill(-1)
    learnedIn[0] = 0
    this.#knows[0] = 1
    this.course = { informed: [1], messages: [0], learnedIn, from: new Int32Array(nodes).fill(-1) }
  }

  goesOn(): boolean {
    const { rounds, calls } = this.#epidemic
    const fresh = this.#informed - this.#before
    if (this.course.informed.length > rounds || (calls === 'once' && fresh === 0)) return false
    // When everybody knows there is nothing more to see, unless each has still to forward once.
    return calls === 'once' || this.#informed < this.#alive
  }

  round(): void {
    const { calls } = this.#epidemic
    const [from, to] = [calls === 'once' ? this.#before : 0, this.#informed]
    this.#before = to
    if (calls !== 'pull') for (let place = from; place < to; place++) this.#push(this.#order[place] as number)
    if (pulls(this.#epidemic)) this.#pullAll()
    this.course.informed.push(this.#informed)
    this.course.messages.push(this.#sent)
  }

  #push(sender: number): void {
    this.#targets.pick(sender)
    for (const target of this.#targets.picked) {
      this.#sent++
      if (this.#arrives()) this.#learn(target, sender)
    }
  }

  /** Who was pushed to in this very round calls all the same, and has nothing to tell in it. */
  #pullAll(): void {
    const round = this.course.informed.length
    const { learnedIn } = this.course
    for (const caller of this.#left) {
      this.#targets.pick(caller)
      for (const target of this.#targets.picked) {
        if (this.#knows[target] === 0 || learnedIn[target] === round) continue
        this.#sent++
        if (this.#arrives()) this.#learn(caller, target)
      }
    }
    this.#left = this.#left.filter((node) => this.#knows[node] === 0)
  }

  #arrives(): boolean {
    return this.#epidemic.loss === 0 || this.#random() >= this.#epidemic.loss
  }

  #learn(node: number, from: number): void {
    if (this.#knows[node] === 1 || node >= this.#alive) return
    this.#knows[node] = 1
    this.course.learnedIn[node] = this.course.informed.length
    this.course.from[node] = from
    this.#order[this.#informed++] = node
  }
}

function pulls({ calls }: Epidemic): boolean {
  return calls === 'pull' || calls === 'push-pull'
}
