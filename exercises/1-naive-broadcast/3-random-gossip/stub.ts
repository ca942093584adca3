import type { Node } from 'gossip-workbench'

/** What a broadcast carries. 1 and "1" are two different values. */
type Value = number | string

// This function runs once on every node, and again, with nothing remembered, when a crashed node comes back.
export default function (node: Node) {
  // 1. What this node remembers.
  const seen = new Set<Value>()
  let neighbours: string[] = []

  // 2. The network is announced. A node that comes back after a crash is told again.
  node.on('topology', ({ topology }) => {
    neighbours = topology[node.id] ?? []
    return { type: 'topology_ok' }
  })

  // 3. A client hands in a value. There is no hurry to pass it on: the next round will.
  node.on('broadcast', () => {
    throw node.error(10, 'Not written yet: store the message and gossip it to random neighbours.')
  })

  // 4. A round: tell two or three neighbours, drawn at random, what you know.
  //    node.random() is a number from 0 up to, not including, 1. How do you draw so that no neighbour comes twice?
  //    One message each, and one for all your values: there is a limit of 18 forwards a second.
  node.every(200, () => {
    if (neighbours.length === 0) return
  })

  // 5. What arrives in such a message. Give it a type of your own.
  node.on('gossip', () => {})

  // 6. Somebody asks what this node knows. Answer from memory and change nothing.
  node.on('read', () => {
    return { type: 'read_ok', messages: [...seen] }
  })
}
