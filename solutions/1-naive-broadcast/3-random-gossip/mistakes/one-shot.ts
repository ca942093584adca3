/**
 * Wrong: a node gossips a value when it learns it, to three random neighbours, and never again. Without loss that
 * often reaches everybody. With it some node has three messages lost on the way to it, or is simply not drawn, and
 * nobody tries a second time.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  let neighbours: string[] = []

  function drawThree(): string[] {
    const urn = [...neighbours]
    const drawn: string[] = []
    while (drawn.length < 3 && urn.length > 0) {
      drawn.push(...urn.splice(Math.floor(node.random() * urn.length), 1))
    }
    return drawn
  }

  function learn(message: Value) {
    if (seen.has(message)) return
    seen.add(message)
    for (const peer of drawThree()) node.send(peer, { type: 'gossip', message })
  }

  node.on('topology', ({ topology }) => {
    neighbours = topology[node.id] ?? []
    return { type: 'topology_ok' }
  })

  node.on('broadcast', ({ message }) => {
    learn(message)
    return { type: 'broadcast_ok' }
  })

  node.on('gossip', ({ message }) => learn(message))

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
