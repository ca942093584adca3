import type { Body, Json, Message } from '../protocol/message.ts'
import type { Operation } from '../trace/plan.ts'
import { type Micros, toMicros } from './queue.ts'

const clientTimeoutMs = 5000

/** What the clients ask of the simulation. */
export type ClientHost = {
  now(): Micros
  /** Puts a client's request on its way; returns the trace's number for the message. */
  send(message: Message): number
  /** Calls `client.next()` at that time. */
  wakeAt(at: Micros, client: Client): void
  /** Calls `client.expire(msgId)` at that time. */
  expireAt(at: Micros, client: Client, msgId: number): void
  gaveUp(message: number, src: string, dest: string): void
}

/**
 * One client: it works through its operations in order with one request outstanding, as Maelstrom's clients do. An
 * answer after the time-out is ignored.
 */
export class Client {
  readonly id: string
  readonly #host: ClientHost
  readonly #operations: Operation[]
  #position = 0
  #msgId = 0
  #outstanding: { msgId: number; message: number; node: string } | undefined
  #lastAnswer: Body | undefined

  constructor(id: string, operations: Operation[], host: ClientHost) {
    this.id = id
    this.#operations = operations
    this.#host = host
  }

  /** Starts the next operation now, or asks to be woken when it is due. */
  next(): void {
    const operation = this.#operations[this.#position]
    if (operation === undefined || this.#outstanding !== undefined) return
    const due = toMicros(operation.at)
    if (due > this.#host.now()) {
      this.#host.wakeAt(due, this)
      return
    }
    this.#position++
    const msgId = ++this.#msgId
    const body: Body = { ...operation.body, ...this.#copied(operation), msg_id: msgId }
    this.#outstanding = { msgId, message: -1, node: operation.node }
    const message = this.#host.send({ src: this.id, dest: operation.node, body })
    this.#outstanding.message = message
    const timeout = toMicros(operation.timeoutMs ?? clientTimeoutMs)
    this.#host.expireAt(this.#host.now() + timeout, this, msgId)
  }

  receive(message: Message): void {
    const asked = this.#outstanding
    if (message.body.in_reply_to !== asked?.msgId || message.src !== asked?.node) return
    this.#outstanding = undefined
    this.#lastAnswer = message.body
    this.next()
  }

  #copied({ copies = {} }: Operation): { [field: string]: Json } {
    const copied: { [field: string]: Json } = {}
    for (const field in copies) {
      const given = this.#lastAnswer?.[copies[field] as string]
      if (given !== undefined) copied[field] = given
    }
    return copied
  }

  expire(msgId: number): void {
    if (this.#outstanding?.msgId !== msgId) return
    this.#host.gaveUp(this.#outstanding.message, this.id, this.#outstanding.node)
    this.#outstanding = undefined
    this.next()
  }
}

/** One client for each name in the plan. */
export function createClients(operations: Operation[], host: ClientHost): Map<string, Client> {
  const byClient = new Map<string, Operation[]>()
  for (const operation of operations) {
    const list = byClient.get(operation.client)
    if (list === undefined) byClient.set(operation.client, [operation])
    else list.push(operation)
  }
  return new Map([...byClient].map(([id, list]) => [id, new Client(id, list, host)]))
}
