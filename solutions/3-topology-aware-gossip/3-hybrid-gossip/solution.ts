import type { Node } from 'gossip-workbench'

type Value = number | string
type Known = { value: Value; via: 'tree' | 'gossip'; hops: number; at: number }

const children = 3
/** Half a second is longer than the tree takes, so what is older and missing somewhere was lost. */
const settledMs = 500
const roundMs = 200

/**
 * The tree brings values at once. Every round a node tells a random peer the ids of what it has long known, not the
 * values; the peer asks for those that it lacks. So with nothing failing no value travels but by the tree.
 */
export default function (node: Node) {
  /** A Map tells 1 from "1". */
  const known = new Map<Value, Known>()
  /** By id, which the node gives a value that clients bring to it. Two nodes can have given one each. */
  const byId = new Map<string, Value>()
  const tree = neighboursIn(node.nodeIds, node.id)

  function learn(id: string, { value, via, hops }: Omit<Known, 'at'>, from: string) {
    byId.set(id, value)
    // The first arrival decides, and only it goes on.
    if (known.has(value)) return
    known.set(value, { value, via, hops, at: node.now() })
    if (via === 'gossip') return
    for (const neighbour of tree) {
      if (neighbour !== from) {
        node.send(neighbour, { type: 'tree_broadcast', id, message: value, hops: hops + 1 })
      }
    }
  }

  node.on('topology', () => ({ type: 'topology_ok' }))

  node.on('broadcast', ({ message }, { src }) => {
    if (!known.has(message)) learn(`${node.id}#${byId.size}`, { value: message, via: 'tree', hops: 0 }, src)
    return { type: 'broadcast_ok' }
  })

  node.on('tree_broadcast', ({ id, message, hops }, { src }) => {
    learn(id, { value: message, via: 'tree', hops }, src)
  })

  node.every(roundMs, () => {
    const peer = node.peers[Math.floor(node.random() * node.peers.length)]
    const settled = [...byId].filter(([, value]) => age(value) >= settledMs).map(([id]) => id)
    if (peer !== undefined && settled.length > 0) node.send(peer, { type: 'i_have', ids: settled })
  })

  function age(value: Value): number {
    return node.now() - (known.get(value)?.at ?? node.now())
  }

  node.on('i_have', ({ ids }: { ids: string[] }, { src }) => {
    const missing = ids.filter((id) => !byId.has(id))
    if (missing.length > 0) node.send(src, { type: 'i_lack', ids: missing })
  })

  node.on('i_lack', ({ ids }: { ids: string[] }, { src }) => {
    const items = ids.flatMap((id) => {
      const found = known.get(byId.get(id) as Value)
      return found === undefined ? [] : [{ id, value: found.value, hops: found.hops + 1 }]
    })
    node.send(src, { type: 'repair', items })
  })

  node.on('repair', ({ items }: { items: { id: string; value: Value; hops: number }[] }, { src }) => {
    for (const { id, value, hops } of items) learn(id, { value, via: 'gossip', hops }, src)
  })

  node.on('delivery_info', ({ value }) => {
    const found = known.get(value)
    if (found === undefined) throw node.error(20, `${JSON.stringify(value)} has not come here`)
    return { type: 'delivery_info_ok', value, delivered_via: found.via, hops: found.hops }
  })

  node.on('hybrid_stats', () => {
    const byTree = [...known.values()].filter(({ via }) => via === 'tree').length
    return {
      type: 'hybrid_stats_ok',
      tree_deliveries: byTree,
      gossip_deliveries: known.size - byTree,
      total: known.size,
    }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...known.keys()] }))
}

/** The tree of task 3.1: the parent of place i in the list stands at ⌊(i − 1) / 3⌋. */
function neighboursIn(nodes: readonly string[], id: string): string[] {
  const parentOf = (place: number) => Math.floor((place - 1) / children)
  const mine = nodes.indexOf(id)
  return nodes.filter((_, place) => {
    const isParent = mine > 0 && place === parentOf(mine)
    const isChild = place > 0 && parentOf(place) === mine
    return isParent || isChild
  })
}
