/**
 * Built without the filter. Every handler for other nodes goes through `fromPeer`, every message to them through
 * `tell`; nothing is ever asked, so there are no answers to let through. New values are told at once, and twice a
 * second a node tells everybody all it knows.
 */
import type { Body, Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  let neighbours: string[] = []
  let blocked: string[] = []
  let lost = 0

  function tell(peer: string, body: Body) {
    if (blocked.includes(peer)) lost += 1
    else node.send(peer, body)
  }

  function fromPeer(type: string, run: (body: { messages: Value[] }) => void) {
    node.on(type, (body, { src }) => {
      if (blocked.includes(src)) lost += 1
      else run(body)
    })
  }

  node.on('topology', ({ topology }) => {
    neighbours = topology[node.id] ?? []
    return { type: 'topology_ok' }
  })

  node.on('partition', (body) => {
    blocked = body.blocked
    return { type: 'partition_ok' }
  })

  node.on('heal', () => {
    blocked = []
    return { type: 'heal_ok' }
  })

  node.on('partition_status', () => {
    const names = [...new Set(blocked)].sort()
    return {
      type: 'partition_status_ok',
      blocked: names,
      is_partitioned: names.length > 0,
      messages_dropped: lost,
    }
  })

  node.on('broadcast', ({ message }) => {
    seen.add(message)
    for (const peer of neighbours) tell(peer, { type: 'news', messages: [message] })
    return { type: 'broadcast_ok' }
  })

  const learn = ({ messages }: { messages: Value[] }) => {
    for (const message of messages) seen.add(message)
  }
  fromPeer('news', learn)
  fromPeer('state', learn)

  setInterval(() => {
    for (const peer of neighbours) tell(peer, { type: 'state', messages: [...seen] })
  }, 500)

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
