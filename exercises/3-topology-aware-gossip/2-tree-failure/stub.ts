import type { Node } from 'gossip-workbench'

/** What a broadcast carries. 1 and "1" are two different values. */
type Value = number | string

// This function runs once on every node, and once more on one that comes back after a crash, with nothing remembered.
export default function (node: Node) {
  const seen = new Set<Value>()

  // 1. The tree of task 3.1. You will need the neighbours of every node in it, not only your own:
  //    when a neighbour is silent, who is behind it?
  const treeNeighbours: string[] = []

  // 2. What waits for an acknowledgement: which values, from which neighbours, since when?
  //    And what sections 5 and 6 count.
  let totalFailures = 0
  let directDeliveries = 0

  node.on('topology', () => {
    return { type: 'topology_ok' }
  })

  // 3. A value arrives, from a client or along the tree: ({ message }, { src }) => …
  //    If it came from a node, that one waits for { type: 'broadcast_ack', message }. Now, or later?
  //    What if this node crashes right after it?
  node.on('broadcast', () => {
    throw node.error(10, 'Not written yet: store the message, pass it on along the tree, and acknowledge it.')
  })

  // 4. A neighbour acknowledges: ({ message }, { src }) => …
  node.on('broadcast_ack', () => {})

  // 5. Asked of every node every 500 ms. What is 500 ms old has timed out, and goes to the silent one's side.
  node.on('check_acks', () => {
    return { type: 'check_acks_ok', pending: 0, timed_out: 0, direct_sent: 0 }
  })

  // 6. All time-outs and all direct messages since this node started.
  node.on('failure_stats', () => {
    return {
      type: 'failure_stats_ok',
      total_failures: totalFailures,
      direct_deliveries: directDeliveries,
    }
  })

  node.on('tree_info', () => {
    return { type: 'tree_info_ok', neighbors: treeNeighbours, message_count: 0 }
  })

  // 7. Somebody asks what this node knows. Answer from memory and change nothing.
  node.on('read', () => {
    return { type: 'read_ok', messages: [...seen] }
  })
}
