/**
 * Built as a class with a clock that ticks every `max_delay_ms` whatever happens, and sends what there is: nobody
 * waits longer than from one tick to the next. Plain flooding, one-way, and clients are answered at once.
 */
import type { Node, Timer } from 'gossip-workbench'

type Value = number | string

class Batcher {
  readonly #node: Node
  readonly #values = new Set<Value>()
  readonly #waiting = new Map<Value, string>()
  #neighbours: readonly string[] = []
  #limit = 10
  #clock: Timer

  constructor(node: Node) {
    this.#node = node
    this.#clock = node.every(50, () => this.#flush())
    node.on('topology', ({ topology }) => {
      this.#neighbours = topology[node.id] ?? []
      return { type: 'topology_ok' }
    })
    node.on('configure', ({ max_batch, max_delay_ms }) => {
      this.#clock.cancel()
      this.#limit = max_batch
      this.#flush()
      this.#clock = node.every(max_delay_ms, () => this.#flush())
      return { type: 'configure_ok' }
    })
    node.on('broadcast', ({ message }, { src }) => {
      this.#take(message, src)
      return { type: 'broadcast_ok' }
    })
    node.on('batch', ({ messages }, { src }) => {
      for (const value of messages) this.#take(value, src)
    })
    node.on('read', () => ({ type: 'read_ok', messages: [...this.#values] }))
  }

  #take(value: Value, source: string) {
    if (this.#values.has(value)) return
    this.#values.add(value)
    this.#waiting.set(value, source)
    if (this.#waiting.size >= this.#limit) this.#flush()
  }

  #flush() {
    const leaving = [...this.#waiting]
    this.#waiting.clear()
    while (leaving.length > 0) {
      const part = leaving.splice(0, this.#limit)
      for (const neighbour of this.#neighbours) {
        const messages = part.filter(([, source]) => source !== neighbour).map(([value]) => value)
        if (messages.length > 0) this.#node.send(neighbour, { type: 'batch', messages })
      }
    }
  }
}

export default (node: Node) => {
  new Batcher(node)
}
