/*
 * For comparison: no gossip at all. n1 is the registry: it numbers all values in the order they come. Every 100 ms each
 * other node brings what the registry has not confirmed, and fetches what came after the last it knows.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const [registry = node.id] = node.nodeIds
  const seen = new Set<Value>()
  const unconfirmed = new Set<Value>()
  let known = 0

  node.on('sync', ({ messages, after }: { messages: Value[]; after: number }) => {
    for (const message of messages) seen.add(message)
    return { type: 'sync_ok', messages: [...seen].slice(after), length: seen.size }
  })

  node.every(100, () => {
    if (node.id !== registry) sync().catch(() => {})
  })

  async function sync() {
    const brought = [...unconfirmed]
    const { messages, length } = await node.rpc(registry, { type: 'sync', messages: brought, after: known })
    for (const message of messages) seen.add(message)
    for (const message of brought) unconfirmed.delete(message)
    known = Math.max(known, length)
  }

  node.on('broadcast', ({ message }) => {
    if (node.id !== registry && !seen.has(message)) unconfirmed.add(message)
    seen.add(message)
    return { type: 'broadcast_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
