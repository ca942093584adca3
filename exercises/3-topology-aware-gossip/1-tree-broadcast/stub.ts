import type { Node } from 'gossip-workbench'

/** What a broadcast carries. 1 and "1" are two different values. */
type Value = number | string

// This function runs once on every node. What you declare in it is that node's own memory.
export default function (node: Node) {
  const seen = new Set<Value>()

  // 1. This node's neighbours in the tree: its parent and its children. The tree is yours to make, from
  //    node.nodeIds, which is the same list in the same order on every node. At which place in it is this node?
  const treeNeighbours: string[] = []
  // 2. How many copies of values this node has sent to others: one value to three neighbours is three.
  let messageCount = 0

  // 3. The map of the network. It is advice, and may be a line, a star, or in pieces; you need not follow it.
  node.on('topology', () => {
    return { type: 'topology_ok' }
  })

  // 4. A value arrives, from a client or from a node: ({ message }, { src }) => …
  //    It goes to all neighbours in the tree, up and down. Which of them need not be told?
  node.on('broadcast', () => {
    throw node.error(10, 'Not written yet: store the message and pass it on to your neighbours in the tree.')
  })

  // 5. Who this node's neighbours are, and what it has sent so far.
  node.on('tree_info', () => {
    return { type: 'tree_info_ok', neighbors: treeNeighbours, message_count: messageCount }
  })

  // 6. Somebody asks what this node knows. Answer from memory and change nothing.
  node.on('read', () => {
    return { type: 'read_ok', messages: [...seen] }
  })
}
