/**
 * Built on a ledger of what each neighbour is known to have: whatever happens, the node then sends each neighbour
 * what is missing there. A broadcast before the topology needs no case of its own.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const mine = new Set<Value>()
  /** By node id: what it told us, and what we sent it. */
  const has = new Map<string, Set<Value>>(node.peers.map((peer) => [peer, new Set()]))
  let neighbours: string[] = []

  function settle() {
    for (const neighbour of neighbours) {
      const theirs = has.get(neighbour)
      if (theirs === undefined) continue
      for (const message of mine) {
        if (theirs.has(message)) continue
        theirs.add(message)
        node.send(neighbour, { type: 'broadcast', message })
      }
    }
  }

  node.on('topology', ({ topology }) => {
    neighbours = topology[node.id] ?? []
    settle()
    return { type: 'topology_ok' }
  })

  node.on('broadcast', ({ message }, { src }) => {
    mine.add(message)
    has.get(src)?.add(message)
    settle()
    return { type: 'broadcast_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...mine] }))
}
