/**
 * Built as a class, and as Kruskal would: the edges in alphabetical order, each taken unless it closes a cycle. That
 * tree is as good as any but deep (no star). What arrives within 20 ms leaves for a neighbour in one message.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

class TreeBroadcaster {
  readonly #node: Node
  readonly #values = new Set<Value>()
  /** By neighbour in the tree, what it is still to be told. */
  #outboxes = new Map<string, Value[]>()
  #isFlushing = false

  constructor(node: Node) {
    this.#node = node
    node.on('topology', ({ topology }) => {
      this.#outboxes = new Map(neighboursInTree(topology, node.id).map((id) => [id, []]))
      return { type: 'topology_ok' }
    })
    node.on('broadcast', ({ message }, { src }) => {
      this.#accept([message], src)
      return { type: 'broadcast_ok' }
    })
    node.on('values', ({ values }, { src }) => this.#accept(values, src))
    node.on('read', () => ({ type: 'read_ok', messages: [...this.#values] }))
  }

  #accept(values: Value[], source: string) {
    for (const value of values) {
      if (this.#values.has(value)) continue
      this.#values.add(value)
      for (const [neighbour, outbox] of this.#outboxes) if (neighbour !== source) outbox.push(value)
    }
    if (this.#isFlushing) return
    this.#isFlushing = true
    this.#node.after(20, () => this.#flush())
  }

  #flush() {
    this.#isFlushing = false
    for (const [neighbour, outbox] of this.#outboxes) {
      const values = outbox.splice(0)
      if (values.length > 0) this.#node.send(neighbour, { type: 'values', values })
    }
  }
}

function neighboursInTree(topology: { [id: string]: string[] }, me: string): string[] {
  const edges = Object.entries(topology)
    .flatMap(([a, others]) => others.map((b) => (a < b ? [a, b] : [b, a]) as [string, string]))
    .sort(([a, b], [c, d]) => (a === c ? (b < d ? -1 : 1) : a < c ? -1 : 1))
  // Each node points towards the one that speaks for its part of the forest.
  const speaker = new Map(Object.keys(topology).map((id) => [id, id]))
  const speakerOf = (id: string): string => {
    const above = speaker.get(id) ?? id
    return above === id ? id : speakerOf(above)
  }
  const mine: string[] = []
  for (const [a, b] of edges) {
    if (speakerOf(a) === speakerOf(b)) continue
    speaker.set(speakerOf(a), speakerOf(b))
    if (a === me) mine.push(b)
    if (b === me) mine.push(a)
  }
  return mine
}

export default (node: Node) => {
  new TreeBroadcaster(node)
}
