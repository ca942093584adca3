import type { Node } from 'gossip-workbench'

/** What a broadcast carries. 1 and "1" are two different values. */
type Value = number | string

// This function runs once on every node. What you declare in it is that node's own memory.
export default function (node: Node) {
  // 1. What this node remembers. You will need more than this.
  const seen = new Set<Value>()

  // 2. The network is announced: body.topology[node.id] is the list of your neighbours.
  //    Keep it for section 3. A broadcast may have come before it: what becomes of that value?
  node.on('topology', () => {
    return { type: 'topology_ok' }
  })

  // 3. A value arrives, from a client or (if you send it so) from another node.
  //    Take both parameters, ({ message }, { src }) => …: the value, and who told you.
  //    node.send(neighbour, { type: 'broadcast', message }) passes it on.
  //    When is there nothing to pass on? And who need not be told?
  node.on('broadcast', () => {
    throw node.error(10, 'Not written yet: store the message and pass it on to your neighbours.')
  })

  // 4. Somebody asks what this node knows. Answer from memory and change nothing.
  node.on('read', () => {
    return { type: 'read_ok', messages: [...seen] }
  })
}
