/**
 * Built as a class that tells its neighbours all it knows, twice a second, for ever, and otherwise tells nothing. No
 * acknowledgement and no memory of who has what: nothing can go wrong, and the network never comes to rest.
 */
import type { Node, Timer } from 'gossip-workbench'

type Value = number | string

class Gossiper {
  readonly #node: Node
  readonly #values: Value[] = []
  readonly #known = new Set<Value>()
  #neighbours: string[] = []
  #round: Timer | undefined

  constructor(node: Node) {
    this.#node = node
    node.on('topology', ({ topology }) => {
      this.#neighbours = topology[node.id] ?? []
      this.#round ??= node.every(500, () => this.#tellAll())
      return { type: 'topology_ok' }
    })
    node.on('broadcast', ({ message }) => {
      this.#merge([message])
      return { type: 'broadcast_ok' }
    })
    node.on('state', ({ values }) => this.#merge(values))
    node.on('read', () => ({ type: 'read_ok', messages: this.#values }))
  }

  #tellAll() {
    if (this.#values.length === 0) return
    for (const neighbour of this.#neighbours)
      this.#node.send(neighbour, { type: 'state', values: this.#values })
  }

  #merge(values: Value[]) {
    for (const value of values) {
      if (this.#known.has(value)) continue
      this.#known.add(value)
      this.#values.push(value)
    }
  }
}

export default (node: Node) => {
  new Gossiper(node)
}
