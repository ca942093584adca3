import type { Node } from '../../lib/node/api.ts'
import type { Value } from '../../lib/protocol/message.ts'

/** Answers every kind of request as documented; `spread` says what else to do with a value that is new. */
export function broadcaster(
  node: Node,
  spread: (message: Value, src: string) => void = () => {},
): Set<Value> {
  const seen = new Set<Value>()
  node.on('topology', () => ({ type: 'topology_ok' }))
  node.on('broadcast', ({ message }, { src }) => {
    if (!seen.has(message)) {
      seen.add(message)
      spread(message, src)
    }
    return { type: 'broadcast_ok' }
  })
  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
  return seen
}

/** Keeps what it is told, and tells nobody. */
export function keeper(node: Node): void {
  broadcaster(node)
}

/** Tells all other nodes, once, and trusts the network. */
export function teller(node: Node): void {
  broadcaster(node, (message, src) => {
    for (const peer of node.peers) if (peer !== src) node.send(peer, { type: 'broadcast', message })
  })
}

/** On a client's "go" sends all other nodes a note, and answers. */
export function noteSender(node: Node): void {
  node.on('go', () => {
    for (const peer of node.peers) node.send(peer, { type: 'note' })
    return { type: 'go_ok' }
  })
  node.on('note', () => {})
}
