import { contractProblem } from '../protocol/contract.ts'
import { copyBody, type Realm, TooLarge } from '../protocol/json-copy.ts'
import { type Body, isClient, type Message } from '../protocol/message.ts'
import { createRandom } from '../random/random.ts'
import { epochMs } from '../trace/clock.ts'
import type { Plan } from '../trace/plan.ts'
import type { Cause } from './cause.ts'
import { Observer } from './observer.ts'
import type { Failure, Host, Instance, Program } from './program.ts'
import { type Micros, toMicros, toMs } from './queue.ts'

/** What a node needs from the simulation around it. */
export type World = {
  plan: Plan
  program: Program
  now(): Micros
  messageBytes: number
  /** Called for a message that leaves the node; `size` is about its bytes. */
  sent(node: SimNode, dest: string, body: Body, size: number): void
  tooLarge(node: SimNode): void
  timerSet(node: SimNode, timer: number, life: number, at: Micros): void
  logged(node: SimNode, text: string): void
  failed(node: SimNode, failure: Failure): void
  refused(reason: 'filter' | 'unhandled'): void
  notAProgram(problem: string): void
}

/** A node's place in the cluster. It may crash and come back: each life is a new start of the program. */
export class SimNode {
  readonly id: string
  readonly #world: World
  #instance: Instance | undefined
  #observer: Observer | undefined
  #life = 0
  #clockOffset: number
  /** Live timers of this life, with what set each. */
  readonly #timers = new Map<number, Cause | undefined>()
  /** What the program did while it was only being asked. */
  #deed: string | undefined
  #observing = false
  /** While paused, what waits for the resume. */
  #held: { act: () => void; lose: () => void }[] | undefined
  /** The event that is being processed: the cause of whatever the program does now. */
  cause: Cause | undefined

  constructor(id: string, world: World) {
    this.id = id
    this.#world = world
    this.#clockOffset = world.plan.skew?.[id] ?? 0
  }

  get isUp(): boolean {
    return this.#instance !== undefined
  }

  get life(): number {
    return this.#life
  }

  get pendingTimers(): number {
    return this.#timers.size
  }

  start(): void {
    this.#life++
    const { observe, seed } = this.#world.plan
    this.#observer = observe === undefined ? undefined : new Observer(observe)
    const random = createRandom(seed, `node ${this.id} life ${this.#life}`)
    this.#instance = this.#world.program.create(this.#host(random))
    const problem = this.#instance.start()
    if (problem !== undefined) this.#world.notAProgram(problem)
  }

  crash(): void {
    this.#instance = undefined
    this.#timers.clear()
    const held = this.#held ?? []
    this.#held = undefined
    for (const { lose } of held) lose()
  }

  get isPaused(): boolean {
    return this.#held !== undefined
  }

  pause(): void {
    this.#held ??= []
  }

  resume(): void {
    const held = this.#held ?? []
    this.#held = undefined
    for (const { act } of held) act()
  }

  /** Puts `act` off until a paused node's resume; if it crashes before, there is only `lose`. */
  hold(act: () => void, lose: () => void = () => {}): void {
    this.#held?.push({ act, lose })
  }

  stepClock(ms: number): void {
    this.#clockOffset += ms
  }

  receive(message: Message): void {
    const isRequest = message.body.msg_id !== undefined && isClient(message.src)
    const problem = isRequest ? contractProblem(this.#world.plan.contract, message.body) : undefined
    this.#instance?.receive(message, problem)
  }

  /** The event that set a timer, if the timer still stands. */
  setBy(timer: number): { event: number | undefined } | undefined {
    return this.#timers.has(timer) ? { event: this.#timers.get(timer)?.known } : undefined
  }

  fire(timer: number): void {
    this.#timers.delete(timer)
    this.#instance?.fire(timer)
  }

  drain(): void {
    this.#instance?.drain()
  }

  here(): string {
    return this.#instance?.here() ?? ''
  }

  look(): ReturnType<Observer['look']> {
    if (this.#instance === undefined || this.#observer === undefined) return []
    this.#observing = true
    this.#deed = undefined
    const sights = this.#observer.look(this.#instance, () => this.#deed)
    this.#observing = false
    return sights
  }

  #send(
    dest: string,
    given: object,
    realm: Realm,
    msgId: number | undefined,
    inReplyTo: number | undefined,
  ): void {
    if (typeof dest !== 'string') throw new Error(badDestination(dest))
    try {
      const { body, size } = copyBody(given, realm, this.#world.messageBytes)
      if (msgId !== undefined) body.msg_id = msgId
      else if (body.msg_id !== undefined) delete body.msg_id
      if (inReplyTo !== undefined) body.in_reply_to = inReplyTo
      this.#world.sent(this, dest, body, size)
    } catch (error) {
      if (error instanceof TooLarge) this.#world.tooLarge(this)
      else throw error
    }
  }

  #host(random: () => number): Host {
    const world = this.#world
    const life = this.#life
    const startedAt = world.now()
    const clock = () => Math.floor(epochMs + toMs(world.now()) + this.#clockOffset)
    return {
      id: this.id,
      nodeIds: world.plan.nodes,
      send: (dest, given, realm, msgId, inReplyTo) => {
        if (this.#observing) this.#deed ??= 'sent a message'
        else if (this.#life === life) this.#send(dest, given, realm, msgId, inReplyTo)
      },
      setTimer: (timer, ms) => {
        if (this.#observing) {
          this.#deed ??= 'set a timer'
          return
        }
        this.#timers.set(timer, this.cause)
        world.timerSet(this, timer, life, world.now() + Math.max(1, toMicros(ms)))
      },
      clearTimer: (timer) => {
        this.#timers.delete(timer)
      },
      now: clock,
      uptime: () => toMs(world.now() - startedAt),
      random,
      log: (text) => {
        if (!this.#observing) world.logged(this, text)
      },
      fail: (failure) => world.failed(this, failure),
      refuse: (reason) => world.refused(reason),
    }
  }
}

function badDestination(dest: unknown): string {
  return `a message needs the name of the node it is for, such as "n2", and got ${dest === null ? 'null' : typeof dest}`
}
