/**
 * Built on `await node.rpc`: the tree's messages are answered, and sent again to who is silent; and every 300 ms a node
 * sends a random peer a digest of what it has long known, and where theirs differ, they swap what the other lacks. The
 * values that stand for the difference are asked for by name, which is nearly as good as lazy.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string
type Item = { value: Value; hops: number }

export default function (node: Node) {
  const items = new Map<string, Item & { via: string; since: number }>()
  const half = Math.ceil(node.nodeIds.length / 2)
  const tree = node.nodeIds.filter(
    (other) => other !== node.id && (above(other) === node.id || above(node.id) === other),
  )

  /** The first node has two children, who stand for the two halves of the list, and below them it goes on by twos. */
  function above(id: string): string | undefined {
    const place = node.nodeIds.indexOf(id)
    if (place === 0) return undefined
    if (place === 1 || place === half) return node.nodeIds[0]
    const start = place < half ? 1 : half
    return node.nodeIds[start + Math.floor((place - start - 1) / 2)]
  }

  const keyOf = (value: Value) => JSON.stringify(value)
  const others = () => [...node.peers].sort(() => node.random() - 0.5)

  function settled(): [string, Item][] {
    return [...items].filter(([, { since }]) => node.now() - since > 600)
  }

  function take(value: Value, via: string, hops: number, from: string): void {
    const key = keyOf(value)
    if (items.has(key)) return
    items.set(key, { value, hops, via, since: node.now() })
    for (const id of tree) if (id !== from) void push(id, { value, hops: hops + 1 }, 3)
  }

  async function push(id: string, item: Item, tries: number): Promise<void> {
    try {
      await node.rpc(id, { type: 'tree_broadcast', ...item }, { timeoutMs: 400 })
    } catch {
      if (tries > 1) await push(id, item, tries - 1)
    }
  }

  async function rounds(): Promise<void> {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 300))
      const [peer] = others()
      if (peer !== undefined && settled().length > 0) await swap(peer).catch(() => {})
    }
  }

  async function swap(peer: string): Promise<void> {
    const mine = settled().map(([key]) => hash(key))
    const { lacking, unknown } = await node.rpc(peer, { type: 'compare', digest: mine.sort() })
    for (const { value, hops } of lacking as Item[]) take(value, 'gossip', hops + 1, peer)
    const wanted = new Set<string>(unknown)
    const given = settled().filter(([key]) => wanted.has(hash(key)))
    if (given.length > 0) await node.rpc(peer, { type: 'give', given: given.map(([, item]) => item) })
  }

  node.on('compare', async ({ digest }) => {
    const theirs = new Set<string>(digest)
    const mine = new Set([...items.keys()].map(hash))
    return {
      type: 'compare_ok',
      lacking: settled().flatMap(([key, { value, hops }]) =>
        theirs.has(hash(key)) ? [] : [{ value, hops }],
      ),
      unknown: [...theirs].filter((one) => !mine.has(one)),
    }
  })

  node.on('give', async ({ given }, { src }) => {
    for (const { value, hops } of given as Item[]) take(value, 'gossip', hops + 1, src)
    return { type: 'give_ok' }
  })

  node.on('topology', async () => ({ type: 'topology_ok' }))

  node.on('broadcast', async ({ message }, { src }) => {
    take(message, 'tree', 0, src)
    return { type: 'broadcast_ok' }
  })

  node.on('tree_broadcast', async ({ value, hops }, { src }) => {
    take(value, 'tree', hops, src)
    return { type: 'tree_broadcast_ok' }
  })

  node.on('delivery_info', async ({ value }) => {
    const item = items.get(keyOf(value))
    if (item === undefined) throw node.error(20)
    return { type: 'delivery_info_ok', value, delivered_via: item.via, hops: item.hops }
  })

  node.on('hybrid_stats', async () => {
    const all = Array.from(items.values(), ({ via }) => via)
    const gossip = all.filter((via) => via === 'gossip').length
    return {
      type: 'hybrid_stats_ok',
      tree_deliveries: all.length - gossip,
      gossip_deliveries: gossip,
      total: all.length,
    }
  })

  node.on('read', async () => ({
    type: 'read_ok',
    messages: Array.from(items.values(), ({ value }) => value),
  }))

  void rounds()
}

/** Two 32-bit hashes side by side: a clash among some hundred values is out of the question. */
function hash(text: string): string {
  let [a, b] = [5381, 52711]
  for (let index = 0; index < text.length; index++) {
    a = (Math.imul(a, 33) ^ text.charCodeAt(index)) >>> 0
    b = (Math.imul(b, 31) + text.charCodeAt(index)) >>> 0
  }
  return `${a.toString(36)}-${b.toString(36)}`
}
