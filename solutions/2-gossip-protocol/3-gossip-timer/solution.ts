import type { Node } from 'gossip-workbench'

type Value = number | string

/**
 * Push and pull on one timer. A round sends all that the node knows to random peers, whether or not anything is new:
 * who was lost last time, or has only just started, is drawn some time. The answer to a push carries what the sender
 * lacks, so after an exchange both know the same, and even a node that nobody ever draws learns all by asking.
 */
export default function (node: Node) {
  const seen = new Set<Value>()
  let fanout = 2
  let timer = node.every(200, tick)

  node.on('configure', ({ fanout: peers, gossip_interval_ms }) => {
    fanout = peers
    timer.cancel()
    timer = node.every(gossip_interval_ms, tick)
    return { type: 'configure_ok' }
  })

  node.on('gossip_round', () => ({
    type: 'gossip_round_ok',
    messages_sent: seen.size,
    peers_contacted: round(),
  }))

  node.on('gossip_sync', ({ messages }: { messages: Value[] }) => {
    const theirs = new Set(messages)
    const missing = [...seen].filter((value) => !theirs.has(value))
    return { type: 'gossip_sync_ok', new_count: learn(messages), messages: missing }
  })

  node.on('broadcast', ({ message }) => {
    seen.add(message)
    return { type: 'broadcast_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))

  function tick() {
    round()
  }

  /** How many peers were told. */
  function round(): number {
    const peers = draw(fanout)
    for (const peer of peers) {
      node.rpc(peer, { type: 'gossip_sync', messages: [...seen] }).then(
        ({ messages }) => learn(messages),
        () => {}, // Lost, or nobody there: some later round will do.
      )
    }
    return peers.length
  }

  /** How many of them were new. */
  function learn(messages: Value[]): number {
    const before = seen.size
    for (const message of messages) seen.add(message)
    return seen.size - before
  }

  /** So many different peers, all of them if there are fewer. */
  function draw(count: number): string[] {
    const urn = [...node.peers]
    const drawn: string[] = []
    while (drawn.length < count && urn.length > 0) {
      drawn.push(...urn.splice(Math.floor(node.random() * urn.length), 1))
    }
    return drawn
  }
}
