/* Wrong: a round of the timer carries what came since the last one, each value once. */
import type { Node, Timer } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  let fresh: Value[] = []
  let fanout = 2
  let timer: Timer = node.every(200, timedRound)

  function push(messages: Value[]): number {
    const urn = [...node.peers]
    const drawn: string[] = []
    while (drawn.length < fanout && urn.length > 0) {
      drawn.push(...urn.splice(Math.floor(node.random() * urn.length), 1))
    }
    for (const peer of drawn) node.send(peer, { type: 'gossip_sync', messages })
    return drawn.length
  }

  function timedRound() {
    push(fresh)
    fresh = []
  }

  function learn(messages: Value[]): number {
    const unknown = [...new Set(messages)].filter((message) => !seen.has(message))
    for (const message of unknown) seen.add(message)
    fresh.push(...unknown)
    return unknown.length
  }

  node.on('configure', (body) => {
    fanout = body.fanout
    timer.cancel()
    timer = node.every(body.gossip_interval_ms, timedRound)
    return { type: 'configure_ok' }
  })

  node.on('gossip_round', () => {
    return { type: 'gossip_round_ok', peers_contacted: push([...seen]), messages_sent: seen.size }
  })

  node.on('gossip_sync', ({ messages }) => {
    return { type: 'gossip_sync_ok', new_count: learn(messages) }
  })

  node.on('broadcast', ({ message }) => {
    learn([message])
    return { type: 'broadcast_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
