/** Wrong: what blocked peers send is put aside, and read after the heal. */
import type { Body, Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  let blocked = new Set<string>()
  let waiting: { src: string; messages: Value[] }[] = []
  let dropped = 0

  node.on('topology', () => ({ type: 'topology_ok' }))

  node.on('partition', (body) => {
    blocked = new Set(body.blocked)
    catchUp()
    return { type: 'partition_ok' }
  })

  node.on('heal', () => {
    blocked = new Set()
    catchUp()
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

  node.on('state', ({ messages }: { messages: Value[] }, { src }) => {
    if (blocked.has(src)) {
      dropped++
      waiting.push({ src, messages })
      return
    }
    learn(messages)
  })

  function catchUp() {
    for (const { src, messages } of waiting) if (!blocked.has(src)) learn(messages)
    waiting = waiting.filter(({ src }) => blocked.has(src))
  }

  function learn(messages: Value[]) {
    for (const message of messages) seen.add(message)
  }

  node.every(400, round)

  function round() {
    for (const peer of node.peers) send(peer, { type: 'state', messages: [...seen] })
  }

  function send(peer: string, body: Body) {
    if (blocked.has(peer)) dropped++
    else node.send(peer, body)
  }

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
