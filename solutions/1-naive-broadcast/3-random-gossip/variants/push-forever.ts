/**
 * The least that does it: every 200 ms all values to two random neighbours, one way, for ever. A restarted node needs
 * no case of its own, because nobody ever stops telling it. Only silence is beyond it.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  let neighbours: string[] = []

  node.every(200, () => {
    if (seen.size === 0) return
    const urn = [...neighbours]
    for (let draws = Math.min(2, urn.length); draws > 0; draws--) {
      const [peer = ''] = urn.splice(Math.floor(node.random() * urn.length), 1)
      node.send(peer, { type: 'gossip', messages: [...seen] })
    }
  })

  node.on('gossip', ({ messages }) => {
    for (const message of messages) seen.add(message)
  })

  node.on('topology', ({ topology }) => {
    neighbours = topology[node.id] ?? []
    return { type: 'topology_ok' }
  })

  node.on('broadcast', ({ message }) => {
    seen.add(message)
    return { type: 'broadcast_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
