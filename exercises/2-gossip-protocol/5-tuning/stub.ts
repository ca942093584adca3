import type { Node } from 'gossip-workbench'

/** What a broadcast carries. 1 and "1" are two different values. */
type Value = number | string

// This function runs once on every node. It is your design: only the answers to clients are given.
export default function (node: Node) {
  const seen = new Set<Value>()
  // What gossip_stats tells: broadcasts that clients sent to this node, and messages it sent to others.
  // Answers do not count; everything else does, so count where you call node.send and node.rpc.
  let received = 0
  let sent = 0

  // 1. The map of the network, a square grid. You may send to any of node.peers, whatever it says.
  node.on('topology', () => {
    return { type: 'topology_ok' }
  })

  // 2. A value comes in, fifty a second over all nodes. Everybody should have it in 400 ms, and a message takes 100:
  //    how many hops is that? And which of them could carry several values at once?
  node.on('broadcast', () => {
    throw node.error(10, 'Not written yet: store the message, and bring it to all nodes in few messages.')
  })

  // 3. What was lost in a partition has to come back by itself: a round of its own, every so often.
  //    Its fanout and its interval are what a client can set. What are your own to begin with?
  node.on('configure', () => {
    return { type: 'configure_ok' }
  })

  // 4. How much did it cost? With no broadcast received the ratio is 0.
  node.on('gossip_stats', () => {
    return {
      type: 'gossip_stats_ok',
      broadcasts_received: received,
      gossip_messages_sent: sent,
      messages_per_op: 0,
      unique_messages: seen.size,
    }
  })

  // 5. Somebody asks what this node knows. Answer from memory and change nothing.
  node.on('read', () => {
    return { type: 'read_ok', messages: [...seen] }
  })
}
