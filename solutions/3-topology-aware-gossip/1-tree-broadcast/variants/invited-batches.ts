/**
 * Built as a class, and with a tree that nodes agree on by talking: the first in the list invites four, who answer with
 * a yes and invite four of the rest in turn, until nobody is left. What arrives within 15 ms leaves for a neighbour in
 * one message.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

const most = 4

class Overlay {
  readonly #node: Node
  readonly #known = new Set<Value>()
  readonly #outboxes = new Map<string, Value[]>()
  #copies = 0
  #isWaiting = false

  constructor(node: Node) {
    this.#node = node
    node.on('topology', () => {
      if (node.id === node.nodeIds[0]) this.#invite([...node.peers])
      return { type: 'topology_ok' }
    })
    node.on('join', ({ yours }: { yours: string[] }, { src }) => {
      this.#outboxes.set(src, [])
      this.#invite(yours)
    })
    node.on('broadcast', ({ message }) => {
      this.#take([message], undefined)
      return { type: 'broadcast_ok' }
    })
    node.on('values', ({ values }, { src }) => this.#take(values, src))
    node.on('tree_info', () => ({
      type: 'tree_info_ok',
      neighbors: [...this.#outboxes.keys()],
      message_count: this.#copies,
    }))
    node.on('read', () => ({ type: 'read_ok', messages: [...this.#known] }))
  }

  /** Deals these nodes out to the first few of them, who become this node's children. */
  #invite(others: string[]) {
    for (const [place, child] of others.slice(0, most).entries()) {
      const yours = others.filter((_, index) => index >= most && index % most === place)
      this.#outboxes.set(child, [])
      this.#node.send(child, { type: 'join', yours })
    }
  }

  #take(values: Value[], source: string | undefined) {
    for (const value of values) {
      if (this.#known.has(value)) continue
      this.#known.add(value)
      for (const [neighbour, outbox] of this.#outboxes) if (neighbour !== source) outbox.push(value)
    }
    if (this.#isWaiting) return
    this.#isWaiting = true
    this.#node.after(15, () => this.#flush())
  }

  #flush() {
    this.#isWaiting = false
    for (const [neighbour, outbox] of this.#outboxes) {
      const values = outbox.splice(0)
      if (values.length === 0) continue
      this.#copies += values.length
      this.#node.send(neighbour, { type: 'values', values })
    }
  }
}

export default (node: Node) => {
  new Overlay(node)
}
