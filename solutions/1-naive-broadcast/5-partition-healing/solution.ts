import type { Node } from 'gossip-workbench'

type Value = number | string

/** What we still owe a neighbour. While `isResting` a batch was sent less than a second ago. */
type Link = { unconfirmed: Set<Value>; isResting: boolean }

/**
 * At most one batch a second goes over a link. It bounds everything: with four neighbours a node sends four batches
 * and four answers a second, whatever waits, and after a heal the other side hears from us within a second.
 */
const pauseMs = 1000

/**
 * Flooding that does not believe in its own success: for every neighbour the node keeps what that neighbour has not
 * confirmed, and sends it again, all in one message, until it has. A partition is nothing special then. It is a time
 * in which no confirmations come.
 */
export default function (node: Node) {
  const seen = new Set<Value>()
  const links = new Map<string, Link>()

  function learn(value: Value, src: string) {
    // Whoever tells us a value has it: nothing is owed there any more.
    links.get(src)?.unconfirmed.delete(value)
    if (seen.has(value)) return
    seen.add(value)
    for (const [neighbour, link] of links) {
      if (neighbour === src) continue
      link.unconfirmed.add(value)
      tell(neighbour, link)
    }
  }

  function tell(neighbour: string, link: Link) {
    if (link.isResting || link.unconfirmed.size === 0) return
    link.isResting = true
    node.after(pauseMs, () => {
      link.isResting = false
      tell(neighbour, link)
    })
    const messages = [...link.unconfirmed]
    node.rpc(neighbour, { type: 'gossip', messages }).then(
      () => {
        for (const message of messages) link.unconfirmed.delete(message)
      },
      // No answer: lost on the way there, or on the way back, or cut off. All the same: it stays, and goes again.
      () => {},
    )
  }

  node.on('topology', ({ topology }) => {
    for (const neighbour of topology[node.id] ?? []) {
      if (links.has(neighbour)) continue
      const link = { unconfirmed: new Set(seen), isResting: false }
      links.set(neighbour, link)
      tell(neighbour, link)
    }
    return { type: 'topology_ok' }
  })

  // The client is answered as soon as the value is safe here. What the other side knows is not its concern.
  node.on('broadcast', ({ message }, { src }) => {
    learn(message, src)
    return { type: 'broadcast_ok' }
  })

  node.on('gossip', ({ messages }, { src }) => {
    for (const message of messages) learn(message, src)
    return { type: 'gossip_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
