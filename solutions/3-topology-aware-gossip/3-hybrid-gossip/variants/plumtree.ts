/**
 * Built as a class, and as Plumtree: the tree is not reckoned but grown. Every node begins with a few links, and the
 * first values flood them all; a link that brings what is known already is pruned, which leaves a tree. Over pruned
 * links only ids go, in a bunch; who misses a value grafts the link again and asks for it.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string
type Kept = { id: string; value: Value; via: 'tree' | 'gossip'; hops: number; at: number }

class Plumtree {
  readonly #node: Node
  readonly #kept = new Map<string, Kept>()
  readonly #byValue = new Map<Value, Kept>()
  readonly #links: string[]
  readonly #eager: Set<string>
  /** Ids that were announced and have not come, with those who have them. */
  readonly #missing = new Map<string, { since: number; from: string[] }>()
  #own = 0
  #round = 0

  constructor(node: Node) {
    this.#node = node
    this.#links = linksOf(node)
    this.#eager = new Set(this.#links)
    node.on('topology', () => ({ type: 'topology_ok' }))
    node.on('broadcast', ({ message }) => {
      if (!this.#byValue.has(message))
        this.#keep({ id: `${node.id}:${++this.#own}`, value: message, via: 'tree', hops: 0 }, '')
      return { type: 'broadcast_ok' }
    })
    node.on('tree_broadcast', (body, { src }) => this.#arrived({ ...body, via: 'tree' }, src))
    node.on('prune', (_body, { src }) => void this.#eager.delete(src))
    node.on('announce', ({ ids }: { ids: string[] }, { src }) => this.#announced(ids, src))
    node.on('graft', ({ ids }: { ids: string[] }, { src }) => {
      this.#eager.add(src)
      for (const id of ids) {
        const found = this.#kept.get(id)
        if (found !== undefined) this.#send(src, found, 'graft_copy')
      }
    })
    node.on('graft_copy', (body, { src }) => this.#arrived({ ...body, via: 'gossip' }, src))
    node.on('delivery_info', ({ value }) => {
      const found = this.#byValue.get(value)
      if (found === undefined) throw node.error(20, 'no such value here')
      return { type: 'delivery_info_ok', value, delivered_via: found.via, hops: found.hops }
    })
    node.on('hybrid_stats', () => {
      const all = [...this.#byValue.values()]
      const count = (via: string) => all.filter((kept) => kept.via === via).length
      return {
        type: 'hybrid_stats_ok',
        tree_deliveries: count('tree'),
        gossip_deliveries: count('gossip'),
        total: all.length,
      }
    })
    node.on('read', () => ({ type: 'read_ok', messages: [...this.#byValue.keys()] }))
    node.every(200, () => this.#tick())
  }

  #arrived(kept: Omit<Kept, 'at'>, src: string) {
    if (this.#kept.has(kept.id) || this.#byValue.has(kept.value)) {
      this.#kept.set(kept.id, this.#byValue.get(kept.value) ?? { ...kept, at: 0 })
      if (kept.via === 'tree' && this.#eager.delete(src)) this.#node.send(src, { type: 'prune' })
      return
    }
    if (this.#links.includes(src)) this.#eager.add(src)
    this.#keep({ id: kept.id, value: kept.value, via: kept.via, hops: kept.hops }, src)
  }

  #keep(arrival: Omit<Kept, 'at'>, src: string) {
    const kept = { ...arrival, at: this.#node.now() }
    this.#kept.set(kept.id, kept)
    this.#byValue.set(kept.value, kept)
    this.#missing.delete(kept.id)
    for (const link of this.#eager) if (link !== src) this.#send(link, kept, 'tree_broadcast')
  }

  #send(to: string, { id, value, hops }: Kept, type: string) {
    this.#node.send(to, { type, id, value, hops: hops + 1 })
  }

  #announced(ids: string[], src: string) {
    for (const id of ids) {
      if (this.#kept.has(id)) continue
      const missing = this.#missing.get(id) ?? { since: this.#node.now(), from: [] }
      this.#missing.set(id, { ...missing, from: [...missing.from, src] })
    }
  }

  /** Announces to one link at a time, and now and then to anybody, so that no two sides stay apart. */
  #tick() {
    const ids = [...this.#kept.keys()].filter((id) => (this.#kept.get(id)?.at ?? 0) + 400 <= this.#node.now())
    const { peers } = this.#node
    const near = this.#links[this.#round++ % this.#links.length]
    const any = peers[Math.floor(this.#node.random() * peers.length)]
    const to = this.#round % 2 === 0 ? near : any
    if (to !== undefined && ids.length > 0) this.#node.send(to, { type: 'announce', ids })
    const wanted = new Map<string, string[]>()
    for (const [id, { from }] of this.#missing) {
      this.#missing.delete(id)
      const teacher = from.at(-1)
      if (teacher !== undefined) wanted.set(teacher, [...(wanted.get(teacher) ?? []), id])
    }
    for (const [teacher, lacking] of wanted) this.#node.send(teacher, { type: 'graft', ids: lacking })
  }
}

/** The next in the ring and the one a few places on, both ways. */
function linksOf({ id, nodeIds }: Node): string[] {
  const { length } = nodeIds
  const place = nodeIds.indexOf(id)
  const far = Math.max(2, Math.round(Math.sqrt(length)))
  const places = [1, -1, far, -far].map((step) => (((place + step) % length) + length) % length)
  return [...new Set(places)].flatMap((other) => nodeIds[other] ?? []).filter((other) => other !== id)
}

export default (node: Node) => {
  new Plumtree(node)
}
