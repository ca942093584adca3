/**
 * Built as a class with an outbox: clients say `broadcast`, nodes say `forward`, a message of its own that
 * carries a list, so that all the values that waited for the topology leave together.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

class Broadcaster {
  readonly #node: Node
  readonly #values = new Set<Value>()
  #neighbours: readonly string[] | undefined
  #outbox: { value: Value; source: string }[] = []

  constructor(node: Node) {
    this.#node = node
    node.on('topology', ({ topology }) => {
      this.#neighbours = topology[node.id] ?? []
      this.#flush()
      return { type: 'topology_ok' }
    })
    node.on('broadcast', ({ message }, { src }) => {
      this.#accept([message], src)
      return { type: 'broadcast_ok' }
    })
    node.on('forward', ({ values }, { src }) => this.#accept(values, src))
    node.on('read', () => ({ type: 'read_ok', messages: [...this.#values] }))
  }

  #accept(values: Value[], source: string) {
    for (const value of values) {
      if (this.#values.has(value)) continue
      this.#values.add(value)
      this.#outbox.push({ value, source })
    }
    this.#flush()
  }

  #flush() {
    if (this.#neighbours === undefined) return
    for (const neighbour of this.#neighbours) {
      const values = this.#outbox.filter(({ source }) => source !== neighbour).map(({ value }) => value)
      if (values.length > 0) this.#node.send(neighbour, { type: 'forward', values })
    }
    this.#outbox = []
  }
}

export default (node: Node) => {
  new Broadcaster(node)
}
