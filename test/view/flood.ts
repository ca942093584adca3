import type { Body, Message } from '../../lib/protocol/message.ts'
import type { Host, Instance, Program } from '../../lib/sim/program.ts'
import { createMemoryRecorder } from '../../lib/sim/recorder.ts'
import { simulate } from '../../lib/sim/simulate.ts'
import type { Operation, Plan, Topology } from '../../lib/trace/plan.ts'
import type { Trace } from '../../lib/trace/trace.ts'

/** Real runs to draw: a flooding program on the simulator itself. */
export function floodTrace(topology: Topology, operations: Operation[], plan: Partial<Plan> = {}): Trace {
  const recorder = createMemoryRecorder()
  const whole: Plan = {
    scenario: 'drawing',
    seed: 1,
    nodes: Object.keys(topology),
    topology,
    latency: { kind: 'constant', ms: 10 },
    faults: [],
    operations,
    until: 10_000,
    observe: { request: { type: 'read' }, reply: 'read_ok', field: 'messages' },
    contract: { broadcast: { message: 'value' }, topology: { topology: 'topology' }, read: {} },
    ...plan,
  }
  const end = simulate(whole, flood, recorder)
  return { version: 1, plan: whole, events: recorder.events, end }
}

export function broadcast(at: number, node: string, message: number | string): Operation {
  return { at, client: 'c1', node, body: { type: 'broadcast', message } }
}

export function line(length: number): Topology {
  return Object.fromEntries(
    ids(length).map((id, index) => [
      id,
      [index, index + 2].filter((n) => n >= 1 && n <= length).map((n) => `n${n}`),
    ]),
  )
}

export function ring(length: number): Topology {
  return Object.fromEntries(
    ids(length).map((id, index) => [
      id,
      [`n${((index + length - 1) % length) + 1}`, `n${((index + 1) % length) + 1}`],
    ]),
  )
}

export function grid(side: number): Topology {
  const near = (index: number) => {
    const [x, y] = [index % side, Math.floor(index / side)]
    return [
      x > 0 && index - 1,
      x < side - 1 && index + 1,
      y > 0 && index - side,
      y < side - 1 && index + side,
    ]
  }
  return Object.fromEntries(
    ids(side * side).map((id, index) => [
      id,
      near(index)
        .filter((neighbour) => neighbour !== false)
        .map((neighbour) => `n${neighbour + 1}`),
    ]),
  )
}

function ids(length: number): string[] {
  return Array.from({ length }, (_, index) => `n${index + 1}`)
}

const flood: Program = { create: (host) => new Flood(host) }
const realm = { object: Object.prototype, array: Array.prototype }

class Flood implements Instance {
  readonly #host: Host
  readonly #seen = new Set<unknown>()
  #neighbours: string[] = []

  constructor(host: Host) {
    this.#host = host
  }

  receive({ src, body }: Message): void {
    if (body.type === 'topology') this.#neighbours = (body.topology as Topology)[this.#host.id] ?? []
    if (body.type === 'broadcast' && !this.#seen.has(body.message)) {
      this.#seen.add(body.message)
      for (const neighbour of this.#neighbours) {
        if (neighbour !== src) this.#send(neighbour, { type: 'broadcast', message: body.message })
      }
    }
    if (body.msg_id !== undefined) this.#send(src, { type: `${body.type}_ok` }, body.msg_id)
  }

  ask(_requests: readonly Body[], answer: (index: number, body: object) => void): void {
    answer(0, { type: 'read_ok', messages: [...this.#seen] })
  }

  #send(dest: string, body: object, inReplyTo?: number): void {
    this.#host.send(dest, body, realm, undefined, inReplyTo)
  }

  start(): undefined {}

  fire(): void {}

  drain(): void {}

  here(): string {
    return ''
  }
}
