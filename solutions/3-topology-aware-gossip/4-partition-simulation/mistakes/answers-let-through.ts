/** Wrong: the handler of "sync" looks at the list, but not what comes back from a "sync" of its own. */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  let blocked = new Set<string>()
  let dropped = 0

  node.on('topology', () => ({ type: 'topology_ok' }))

  node.on('partition', (body) => {
    blocked = new Set(body.blocked)
    return { type: 'partition_ok' }
  })

  node.on('heal', () => {
    blocked = new Set()
    return { type: 'heal_ok' }
  })

  node.on('partition_status', () => ({
    type: 'partition_status_ok',
    blocked: [...blocked].sort(),
    is_partitioned: blocked.size > 0,
    messages_dropped: dropped,
  }))

  node.on('broadcast', ({ message }) => {
    seen.add(message)
    round()
    return { type: 'broadcast_ok' }
  })

  node.on('sync', ({ messages }: { messages: Value[] }, { src }) => {
    if (blocked.has(src)) {
      dropped++
      return
    }
    learn(messages)
    return { type: 'sync_ok', messages: [...seen] }
  })

  node.every(400, round)

  function round() {
    for (const peer of node.peers) {
      if (blocked.has(peer)) dropped++
      else sync(peer).catch(() => {})
    }
  }

  async function sync(peer: string) {
    const { messages } = await node.rpc(peer, { type: 'sync', messages: [...seen] })
    learn(messages)
  }

  function learn(messages: Value[]) {
    for (const message of messages) seen.add(message)
  }

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
