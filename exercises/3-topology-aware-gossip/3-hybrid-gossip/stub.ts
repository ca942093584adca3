import type { Node } from 'gossip-workbench'

/** What a broadcast carries. 1 and "1" are two different values. */
type Value = number | string

/** How a value came to this node for the first time, and over how many messages from node to node. */
type Arrival = { via: 'tree' | 'gossip'; hops: number }

// This function runs once on every node. What you declare in it is that node's own memory.
export default function (node: Node) {
  const known = new Map<Value, Arrival>()

  // 1. The tree of task 3.1: this node's parent and children. The map is advice.
  node.on('topology', () => {
    return { type: 'topology_ok' }
  })

  // 2. A client brings a value: it came "tree", over 0 hops. Off it goes along the tree, at once.
  node.on('broadcast', () => {
    throw node.error(10, 'Not written yet: store the message, and send a tree_broadcast to your neighbours.')
  })

  // 3. A value comes along the tree: ({ message, hops }, { src }) => …
  //    If it is new, store how it came and pass it on. With how many hops?
  node.on('tree_broadcast', () => {})

  // 4. Every so often: tell a random peer what this node has long known, or ask what it lacks. What comes so is
  //    "gossip". Why not tell it what has only just come?
  //    node.every(200, () => { … })

  // 5. How did this value come first? Error 20 for one that is not known here.
  node.on('delivery_info', ({ value }: { value: Value }) => {
    throw node.error(20, `${JSON.stringify(value)} has not come here`)
  })

  // 6. How many came which way?
  node.on('hybrid_stats', () => {
    return { type: 'hybrid_stats_ok', tree_deliveries: 0, gossip_deliveries: 0, total: known.size }
  })

  // 7. Somebody asks what this node knows. Answer from memory and change nothing.
  node.on('read', () => {
    return { type: 'read_ok', messages: [...known.keys()] }
  })
}
