import type { Node } from 'gossip-workbench'

/** What a broadcast carries. 1 and "1" are two different values. */
type Value = number | string

// This function runs once on every node. What you declare in it is that node's own memory.
export default function (node: Node) {
  const seen = new Set<Value>()

  // 1. This node's neighbours in the tree: some of its neighbours in the topology, not all.
  let treeNeighbours: string[] = []

  // 2. The network is announced: topology[id] lists the neighbours of every node, not only of this one.
  //    Work out one spanning tree of it, and put this node's neighbours in that tree into section 1.
  //    Every node does this by itself, and all must arrive at the same tree. Which root do all agree on?
  node.on('topology', ({ topology }: { topology: { [id: string]: string[] } }) => {
    node.log(`${topology[node.id]?.length} neighbours in the topology, ${treeNeighbours.length} in the tree`)
    return { type: 'topology_ok' }
  })

  // 3. A value arrives, from a client or from a node: ({ message }, { src }) => …
  //    It goes on to the neighbours in the tree. Which of them need not be told?
  node.on('broadcast', () => {
    throw node.error(10, 'Not written yet: store the message and pass it on to your neighbours in the tree.')
  })

  // 4. Somebody asks what this node knows. Answer from memory and change nothing.
  node.on('read', () => {
    return { type: 'read_ok', messages: [...seen] }
  })
}
