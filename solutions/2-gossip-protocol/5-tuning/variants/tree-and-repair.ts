/*
 * Built as a class on a tree of two levels: five nodes each have a group, and tell each other and their groups at
 * once. Nothing is collected, so a value takes 24 messages and at most three hops. Random pairs compare digests, and send everything where that differs. No star: twelve messages for each operation.
 */
import type { Node, Timer } from 'gossip-workbench'

type Value = number | string

class Replica {
  readonly node: Node
  readonly values = new Set<Value>()
  readonly heads: string[]
  readonly head: string
  /** The sum of the values' hashes: equal where the values are. */
  mark = 0
  sent = 0
  received = 0
  fanout = 1
  timer: Timer

  constructor(node: Node) {
    this.node = node
    this.heads = node.nodeIds.slice(0, 5)
    this.head = this.heads[node.nodeIds.indexOf(node.id) % this.heads.length] ?? node.id
    this.timer = node.every(700, this.repair)
  }

  get others(): string[] {
    const isHead = this.head === this.node.id
    if (!isHead) return [this.head]
    const group = this.node.peers.filter((peer) => {
      const place = this.node.nodeIds.indexOf(peer)
      return !this.heads.includes(peer) && this.heads[place % this.heads.length] === this.node.id
    })
    return [...this.heads.filter((head) => head !== this.node.id), ...group]
  }

  tell(peer: string, body: { type: string; values: Value[] }) {
    this.sent++
    this.node.send(peer, body)
  }

  /** Stores what is new and passes it on along the tree, but for where it came from. */
  spread(values: Value[], from: string, isTree = true) {
    const fresh = values.filter((value) => !this.values.has(value))
    for (const value of fresh) {
      this.values.add(value)
      this.mark = (this.mark + hash(value)) | 0
    }
    if (fresh.length === 0) return
    // One head tells all the others.
    const skips = isTree && this.heads.includes(from) ? this.heads : [from]
    for (const peer of this.others) {
      if (!skips.includes(peer)) this.tell(peer, { type: 'spread', values: fresh })
    }
  }

  readonly repair = () => {
    const urn = [...this.node.peers]
    for (let left = this.fanout; left > 0 && urn.length > 0; left--) {
      const [peer = ''] = urn.splice(Math.floor(this.node.random() * urn.length), 1)
      this.sent++
      this.node
        .rpc(peer, { type: 'compare', mark: this.mark }, { timeoutMs: 600 })
        .then(({ values }) => {
          if (values === undefined) return
          // Also a value that comes this way is passed on: others may wait for it behind this node.
          this.spread(values, peer, false)
          this.tell(peer, { type: 'spread', values: [...this.values] })
        })
        .catch(() => {})
    }
  }
}

export default function (node: Node) {
  const replica = new Replica(node)
  node.on('topology', () => ({ type: 'topology_ok' }))
  node.on('broadcast', ({ message }, { src }) => {
    replica.received++
    replica.spread([message], src)
    return { type: 'broadcast_ok' }
  })
  node.on('spread', ({ values }, { src }) => replica.spread(values, src))
  node.on('compare', ({ mark }) => {
    const differs = mark !== replica.mark
    return { type: 'compare_ok', ...(differs ? { values: [...replica.values] } : {}) }
  })
  node.on('configure', ({ fanout, gossip_interval_ms }) => {
    replica.fanout = fanout
    replica.timer.cancel()
    replica.timer = node.every(gossip_interval_ms, replica.repair)
    return { type: 'configure_ok' }
  })
  node.on('gossip_stats', () => {
    const { sent, received, values } = replica
    return {
      type: 'gossip_stats_ok',
      broadcasts_received: received,
      gossip_messages_sent: sent,
      messages_per_op: received > 0 ? sent / received : 0,
      unique_messages: values.size,
    }
  })
  node.on('read', () => ({ type: 'read_ok', messages: [...replica.values] }))
}

/** A number of 32 bits for each value; added up, they tell sets apart whatever the order. */
function hash(value: Value): number {
  let bits = 7
  for (const letter of JSON.stringify(value)) {
    bits = Math.imul(bits ^ (letter.codePointAt(0) ?? 0), 0x5bd1e995)
    bits ^= bits >>> 13
  }
  return bits
}
