/* Wrong: with no broadcasts yet, the ratio is 0 / 0, which is not a number, and no JSON. */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  let received = 0
  let sent = 0
  const hub = node.nodeIds[0] ?? node.id
  let collected: Value[] = []
  let mark = 0
  let fanout = 1
  let timer = node.every(1000, repair)
  node.every(150, deliver)

  function tell(peer: string, type: string, messages: Value[]) {
    sent++
    node.send(peer, { type, messages })
  }

  /** At the hub, what is new waits for the next delivery to all. */
  function take(messages: Value[]) {
    for (const message of messages) {
      if (seen.has(message)) continue
      seen.add(message)
      mark = (mark + hash(message)) | 0
      if (node.id === hub) collected.push(message)
    }
  }

  function deliver() {
    if (collected.length === 0) return
    for (const peer of node.peers) tell(peer, 'down', collected)
    collected = []
  }

  /** Whoever has other values gets them all, and sends back what was not among them. */
  function repair() {
    const urn = node.peers.filter((peer) => peer !== hub)
    const peers = node.id === hub ? [] : [hub]
    while (peers.length < fanout && urn.length > 0) {
      peers.push(...urn.splice(Math.floor(node.random() * urn.length), 1))
    }
    for (const peer of peers) {
      sent++
      node.rpc(peer, { type: 'compare', mark }).then(
        ({ messages = [] }: { messages?: Value[] }) => {
          take(messages)
          const theirs = new Set(messages)
          const missing = [...seen].filter((message) => !theirs.has(message))
          if (messages.length > 0 && missing.length > 0) tell(peer, 'up', missing)
        },
        () => {},
      )
    }
  }

  node.on('compare', (body) => {
    return body.mark === mark ? { type: 'compare_ok' } : { type: 'compare_ok', messages: [...seen] }
  })

  node.on('broadcast', ({ message }) => {
    received++
    take([message])
    if (node.id !== hub) tell(hub, 'up', [message])
    return { type: 'broadcast_ok' }
  })

  node.on('up', ({ messages }) => take(messages))
  node.on('down', ({ messages }) => take(messages))

  node.on('configure', (body) => {
    fanout = body.fanout
    timer.cancel()
    timer = node.every(body.gossip_interval_ms, repair)
    return { type: 'configure_ok' }
  })
  node.on('gossip_stats', () => ({
    type: 'gossip_stats_ok',
    broadcasts_received: received,
    gossip_messages_sent: sent,
    messages_per_op: sent / received,
    unique_messages: seen.size,
  }))

  node.on('topology', () => ({ type: 'topology_ok' }))
  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
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
