import type { Node } from 'gossip-workbench'

/** What a broadcast carries. 1 and "1" are two different values. */
type Value = number | string

// This function runs once on every node. What you declare in it is that node's own memory.
export default function (node: Node) {
  // 1. What this node remembers. To know what to send again, it must also remember, for each neighbour,
  //    what that neighbour has not confirmed.
  const seen = new Set<Value>()

  // 2. The network is announced: body.topology[node.id] is the list of your neighbours.
  //    There may be a partition already, and nobody will tell you of it.
  node.on('topology', () => {
    return { type: 'topology_ok' }
  })

  // 3. A value arrives. Answer a client at once, on whichever side of a partition it is.
  //    await node.rpc(neighbour, { type: 'broadcast', message }) tells you that it arrived:
  //    when no answer comes within a second it throws. What then? And who waits for it meanwhile?
  node.on('broadcast', () => {
    throw node.error(10, 'Not written yet: store the message, and pass it on until every neighbour has it.')
  })

  // 4. Something has to happen when nothing arrives: node.every(1000, () => { … }) runs again and again.
  //    Who is told what, so that both sides know all a few seconds after the heal?

  // 5. Somebody asks what this node knows. Answer from memory and change nothing.
  node.on('read', () => {
    return { type: 'read_ok', messages: [...seen] }
  })
}
