/**
 * Wrong: so that two neighbours do not both send everything, only the one that comes first in the list of nodes
 * repairs the link: it tells the other all it knows, again and again. What the other one knows crosses the link once,
 * when it is new, and if a partition drops it then it never comes over.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  let neighbours: string[] = []
  const rank = (id: string) => node.nodeIds.indexOf(id)

  function learn(messages: Value[], src: string) {
    const fresh = messages.filter((message) => !seen.has(message))
    for (const message of fresh) seen.add(message)
    for (const neighbour of neighbours) {
      if (neighbour !== src && fresh.length > 0) node.send(neighbour, { type: 'values', messages: fresh })
    }
  }

  node.on('topology', ({ topology }) => {
    neighbours = topology[node.id] ?? []
    return { type: 'topology_ok' }
  })

  node.on('broadcast', ({ message }, { src }) => {
    learn([message], src)
    return { type: 'broadcast_ok' }
  })

  node.on('values', ({ messages }, { src }) => learn(messages, src))

  node.every(500, () => {
    for (const neighbour of neighbours) {
      if (rank(node.id) < rank(neighbour)) node.send(neighbour, { type: 'values', messages: [...seen] })
    }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
