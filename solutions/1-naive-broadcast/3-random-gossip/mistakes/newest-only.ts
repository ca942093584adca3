/**
 * Wrong: a round carries only the value that was learned last. Each value is repeated until another one comes; of two
 * that come close together the first is dropped before it was told to anybody, and a node that restarts is taught one
 * value only.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  let newest: Value | undefined
  let neighbours: string[] = []

  function learn(message: Value) {
    if (seen.has(message)) return
    seen.add(message)
    newest = message
  }

  function shuffled(list: string[]): string[] {
    const rest = [...list]
    const result: string[] = []
    while (rest.length > 0) result.push(...rest.splice(Math.floor(node.random() * rest.length), 1))
    return result
  }

  node.every(200, () => {
    if (newest === undefined) return
    for (const peer of shuffled(neighbours).slice(0, 3)) node.send(peer, { type: 'gossip', message: newest })
  })

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
