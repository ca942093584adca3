import { type Body, isClient, type Message } from '../protocol/message.ts'
import type { DropReason, RunEnd } from '../trace/event.ts'
import type { Plan } from '../trace/plan.ts'
import { Budget, type Excess } from './budget.ts'
import { type Cause, causedBy, recordedCause, timerCause } from './cause.ts'
import { type Client, createClients } from './clients.ts'
import { scheduleFaults } from './faults.ts'
import type { Happening } from './happening.ts'
import { type Departure, LastWords } from './last-words.ts'
import { Network } from './network.ts'
import { SimNode, type World } from './node.ts'
import { schedulePolls } from './polls.ts'
import { type Failure, type Program, RunAborted } from './program.ts'
import { EventQueue, type Micros, toMicros, toMs } from './queue.ts'
import type { NewEvent, Recorder, Unstamped } from './recorder.ts'

/** Runs a program through a plan, telling the recorder all that happens. Nothing but the arguments has a say in it. */
export function simulate(plan: Plan, program: Program, recorder: Recorder): RunEnd {
  return new Simulation(plan, program, recorder).run()
}

class Simulation implements World {
  readonly plan: Plan
  readonly program: Program
  readonly messageBytes: number
  readonly #recorder: Recorder
  readonly #queue = new EventQueue<Happening>()
  readonly #network: Network
  readonly #nodes: Map<string, SimNode>
  readonly #clients: Map<string, Client>
  readonly #budget: Budget
  readonly #lastWords = new LastWords()
  #messages = 0
  #asked = 0
  #end: RunEnd | undefined
  #during = 'starting'
  #receiving: { message: Message; number: number; delivered: number } | undefined

  constructor(plan: Plan, program: Program, recorder: Recorder) {
    this.plan = plan
    this.program = program
    this.#recorder = recorder
    this.#budget = new Budget(plan.caps)
    this.messageBytes = this.#budget.messageBytes
    this.#network = new Network(plan)
    this.#nodes = new Map(plan.nodes.map((id) => [id, new SimNode(id, this)]))
    this.#clients = createClients(plan.operations, {
      now: () => this.#queue.now,
      send: (message) => this.#dispatch(message, undefined),
      wakeAt: (at, client) => this.#queue.schedule(at, { kind: 'wake', client }),
      expireAt: (at, client, msgId) => this.#queue.schedule(at, { kind: 'expire', client, msgId }),
      gaveUp: (message, src, dest) => this.#record({ kind: 'give-up', message, src, dest }),
    })
  }

  run(): RunEnd {
    this.#prepare()
    const until = toMicros(this.plan.until)
    while (this.#end === undefined) {
      const due = this.#queue.due
      if (due === undefined) return this.#close({ kind: 'finished', at: toMs(this.#queue.now) })
      if (due >= until) return this.#close({ kind: 'finished', at: toMs(until) })
      this.#happen(this.#queue.next() as Happening)
      const excess = this.#budget.event()
      if (excess !== undefined) this.#capped(excess, undefined)
    }
    return this.#end
  }

  #prepare(): void {
    const at = (ms: number, act: () => void) => this.#queue.schedule(toMicros(ms), { kind: 'do', act })
    scheduleFaults(this.plan, {
      network: this.#network,
      lastWords: this.#lastWords,
      node: (id) => this.#nodeNamed(id),
      at,
      record: (event) => this.#record(event),
      restart: (node) => this.#start(node, true),
    })
    for (const node of this.#nodes.values()) this.#start(node, false)
    at(this.plan.topologyAt ?? 0, () => {
      for (const node of this.#nodes.values()) this.#tellTopology(node)
    })
    at(0, () => {
      for (const client of this.#clients.values()) client.next()
    })
    schedulePolls(this.plan, at, (id, body) => this.#nodeNamed(id).isUp && this.#ask(id, body))
  }

  #happen(happening: Happening): void {
    switch (happening.kind) {
      case 'deliver':
        this.#deliver(happening)
        break
      case 'timer':
        this.#fire(happening.node, happening.life, happening.timer)
        break
      case 'wake':
        happening.client.next()
        break
      case 'expire':
        happening.client.expire(happening.msgId)
        break
      case 'do':
        happening.act()
        break
    }
  }

  // What happens to nodes

  #start(node: SimNode, again: boolean): void {
    const id = this.#record({ kind: 'start', node: node.id, again })
    this.#step(node, recordedCause(id), 'starting', () => node.start())
    if (again) this.#tellTopology(node)
  }

  #tellTopology(node: SimNode): void {
    const { topology } = this.plan
    if (topology !== undefined) this.#ask(node.id, { type: 'topology', topology })
  }

  /** The harness's own request; nobody waits for the answer. */
  #ask(dest: string, body: Body): void {
    this.#dispatch({ src: 'c0', dest, body: { ...body, msg_id: ++this.#asked } }, undefined)
  }

  #deliver({ message, number, sentBy }: Happening & { kind: 'deliver' }): void {
    const { src, dest } = message
    if (isClient(dest)) {
      this.#record({ kind: 'deliver', message: number, src, dest, cause: sentBy })
      this.#clients.get(dest)?.receive(message)
      return
    }
    const node = this.#nodeNamed(dest)
    const by = isClient(src) ? undefined : this.#network.cutBy(src, dest)
    if (by !== undefined) this.#drop(message, number, sentBy, 'cut', by)
    else if (!node.isUp) this.#drop(message, number, sentBy, 'crashed')
    else if (node.isPaused) {
      const arrive = () => this.#arrive(node, message, number, sentBy)
      node.hold(arrive, () => this.#drop(message, number, sentBy, 'crashed'))
    } else this.#arrive(node, message, number, sentBy)
  }

  #arrive(node: SimNode, message: Message, number: number, sentBy: number): void {
    const { src, dest } = message
    const delivered = this.#record({ kind: 'deliver', message: number, src, dest, cause: sentBy })
    this.#receiving = { message, number, delivered }
    this.#step(node, recordedCause(delivered), `the handler of "${message.body.type}"`, () =>
      node.receive(message),
    )
    this.#receiving = undefined
  }

  #fire(node: SimNode, life: number, timer: number): void {
    const setBy = node.life === life ? node.setBy(timer) : undefined
    if (setBy === undefined) return
    if (node.isPaused) {
      node.hold(() => this.#fire(node, life, timer))
      return
    }
    const { event } = setBy
    const record = () => this.#record({ kind: 'timer', node: node.id, ...causedBy(event) })
    this.#step(node, timerCause(event, record), 'a timer', () => node.fire(timer))
  }

  /** Lets the program act, runs its promises, and looks at what it knows now. */
  #step(node: SimNode, cause: Cause, during: string, act: () => void): void {
    if (this.#end !== undefined) return
    this.#during = during
    this.#recorder.beat(node.id, during, toMs(this.#queue.now))
    node.cause = cause
    try {
      act()
      node.drain()
      if (this.#end !== undefined) return
      for (const sight of node.look()) this.#record({ ...sight, node: node.id, ...causedBy(cause.event()) })
      this.#letGo(node)
    } catch (error) {
      if (!(error instanceof RunAborted)) throw error
    }
  }

  // What nodes do

  now(): Micros {
    return this.#queue.now
  }

  sent(node: SimNode, dest: string, body: Body, size: number): void {
    if (this.#end !== undefined) throw new RunAborted()
    this.#dispatch({ src: node.id, dest, body }, node.cause?.event())
    const excess = this.#budget.message(size)
    if (excess !== undefined) this.#capped(excess, node)
  }

  tooLarge(node: SimNode): void {
    this.#capped({ cap: 'message-bytes', limit: this.messageBytes }, node)
  }

  timerSet(node: SimNode, timer: number, life: number, at: Micros): void {
    this.#queue.schedule(at, { kind: 'timer', node, life, timer })
    const excess = this.#budget.timers(node.pendingTimers)
    if (excess !== undefined) this.#capped(excess, node)
  }

  logged(node: SimNode, text: string): void {
    const { kept, excess } = this.#budget.logLine()
    if (kept) this.#record({ kind: 'log', node: node.id, text, ...causedBy(node.cause?.event()) })
    if (excess !== undefined) this.#capped(excess, node)
  }

  failed(node: SimNode, { during, error, stack }: Failure): void {
    this.#close({ kind: 'threw', at: toMs(this.#queue.now), node: node.id, while: during, error, stack })
  }

  notAProgram(detail: string): void {
    this.#close({ kind: 'no-program', at: 0, detail })
  }

  refused(reason: 'filter' | 'unhandled'): void {
    if (this.#receiving === undefined) return
    const { message, number, delivered } = this.#receiving
    this.#drop(message, number, delivered, reason)
  }

  /** Ends a runaway; when it is in the middle of a node's step, leaves the program's frames by a throw. */
  #capped({ cap, limit }: Excess, node: SimNode | undefined): void {
    const at = toMs(this.#queue.now)
    const stack = node?.here() ?? ''
    this.#close({ kind: 'capped', at, cap, limit, node: node?.id ?? '', while: this.#during, stack })
    if (node !== undefined) throw new RunAborted()
  }

  #close(end: RunEnd): RunEnd {
    if (this.#end === undefined) {
      this.#end = end
      this.#recorder.end(end)
    }
    return this.#end
  }

  // Messages

  /** Records a send and decides its fate. A client's messages take no time and are never lost. */
  #dispatch(message: Message, cause: number | undefined): number {
    const number = this.#messages++
    const sentBy = this.#record({ kind: 'send', message: number, ...message, ...causedBy(cause) })
    const departure = { message, number, sentBy }
    if (!this.#lastWords.holdsBack(departure)) this.#depart(departure)
    return number
  }

  #depart({ message, number, sentBy }: Departure): void {
    const { src, dest } = message
    const arriveIn = (delay: Micros) => {
      this.#queue.schedule(this.#queue.now + delay, { kind: 'deliver', message, number, sentBy })
    }
    if (isClient(dest)) arriveIn(0)
    else if (!this.#nodes.has(dest)) this.#drop(message, number, sentBy, 'no-such-node')
    else if (isClient(src)) arriveIn(0)
    else {
      const fate = this.#network.fate(src, dest)
      if (fate.kind === 'dropped') this.#drop(message, number, sentBy, fate.reason, fate.by)
      else for (const delay of fate.delays) arriveIn(delay)
    }
  }

  /** Sends on what was held back; if the node's last message is among it, that one leaves alone, and the node is down. */
  #letGo(node: SimNode): void {
    const outcome = this.#lastWords.endEvent(node.id)
    if (outcome === undefined) return
    for (const departure of outcome.leaving) this.#depart(departure)
    for (const { message, number, sentBy } of outcome.lost)
      this.#drop(message, number, sentBy, 'sender-crashed')
    if (outcome.last === undefined) return
    this.#record({ kind: 'crash', node: node.id, cause: outcome.last.sentBy })
    node.crash()
  }

  #drop(message: Message, number: number, cause: number, reason: DropReason, by?: string): void {
    const { src, dest } = message
    const cutBy = by === undefined ? {} : { by }
    this.#record({ kind: 'drop', message: number, src, dest, reason, ...cutBy, cause })
  }

  #record(event: Unstamped): number {
    // Stamped in place: this is done for every event, and a copy would cost as much as the event.
    const stamped = event as NewEvent
    stamped.at = toMs(this.#queue.now)
    return this.#recorder.record(stamped)
  }

  #nodeNamed(id: string): SimNode {
    const node = this.#nodes.get(id)
    if (node === undefined)
      throw new Error(`The plan of ${this.plan.scenario} names ${id}, which is no node of it`)
    return node
  }
}
