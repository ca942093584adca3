import type { Node } from 'gossip-workbench'

/** What a broadcast carries. 1 and "1" are two different values. */
type Value = number | string

// This function runs once on every node. A node that starts late runs it then.
export default function (node: Node) {
  // 1. What this node remembers: the values, how many peers it tells in a round, and its timer.
  const seen = new Set<Value>()

  // 2. A round: send { type: 'gossip_sync', messages: all values } to random peers, each a different one.
  //    node.peers are all the other nodes. Who calls this, and how often?

  // 3. Clients change the settings. A timer that runs already does not notice by itself:
  //    node.every(…) returns it, and timer.cancel() stops it.
  node.on('configure', () => {
    return { type: 'configure_ok' }
  })

  // 4. A client asks for a round at once. How many peers, and how many values did each of them get?
  node.on('gossip_round', () => {
    return { type: 'gossip_round_ok', peers_contacted: 0, messages_sent: 0 }
  })

  // 5. A peer, or a client, tells what it knows. How much of it is new?
  node.on('gossip_sync', () => {
    return { type: 'gossip_sync_ok', new_count: 0 }
  })

  // 6. A client hands in a value. The next round will carry it on.
  node.on('broadcast', () => {
    throw node.error(10, 'Not written yet: store the message, and let a timer gossip it.')
  })

  // 7. Somebody asks what this node knows. Answer from memory and change nothing.
  node.on('read', () => {
    return { type: 'read_ok', messages: [...seen] }
  })
}
