import type { Node } from 'gossip-workbench'

/** What a broadcast carries. 1 and "1" are two different values. */
type Value = number | string

// This function runs once on every node. What you declare in it is that node's own memory.
export default function (node: Node) {
  // 1. What this node remembers. Besides its values: whom it blocks now, and how many messages that has cost.
  const seen = new Set<Value>()

  // 2. Everybody is a neighbour of everybody here: node.peers are all the others.
  node.on('topology', () => {
    return { type: 'topology_ok' }
  })

  // 3. A client names the peers that this node is to ignore. The list replaces the one before.
  //    Nobody else is told: the peer goes on talking to this node.
  node.on('partition', () => {
    throw node.error(10, 'Not written yet: keep the list, and send nothing to those in it.')
  })

  node.on('heal', () => {
    throw node.error(10, 'Not written yet: block nobody any more.')
  })

  // 4. The list (each name once, sorted), whether there is anyone in it, and the count, which never falls.
  node.on('partition_status', () => {
    throw node.error(10, 'Not written yet: tell the list and the count.')
  })

  // 5. What arrives from a blocked peer, answers to your own requests included, is as if it had never come:
  //    node.filter(({ src }) => …) sees every message before anything else does, clients' requests too.
  //    And what would go to a blocked peer? Let all your sends pass through one function.

  // 6. A value arrives. Answer the client at once, whoever is blocked.
  node.on('broadcast', () => {
    throw node.error(10, 'Not written yet: store the message, and let the others come to know it.')
  })

  // 7. After the heal nobody sends again what was given up, unless you do: something has to run on a timer,
  //    node.every(500, () => { … }), that brings two nodes together whatever each of them missed.

  // 8. Somebody asks what this node knows. Answer from memory and change nothing.
  node.on('read', () => {
    return { type: 'read_ok', messages: [...seen] }
  })
}
