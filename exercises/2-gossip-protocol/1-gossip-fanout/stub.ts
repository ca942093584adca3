import type { Node } from 'gossip-workbench'

/** What a broadcast carries. 1 and "1" are two different values. */
type Value = number | string

// This function runs once on every node. What you declare in it is that node's own memory.
export default function (node: Node) {
  // 1. What this node remembers.
  const seen = new Set<Value>()
  const stats = { received: 0, forwarded: 0, duplicates: 0 }
  let fanout = 2

  // 2. How many peers to tell from now on.
  node.on('configure', (body) => {
    fanout = body.fanout
    return { type: 'configure_ok' }
  })

  // 3. A client hands in a value. If it is new, a wave begins here.
  node.on('broadcast', ({ message }) => {
    forward(message, node.peers)
    return { type: 'broadcast_ok' }
  })

  // 4. Another node tells a value. Count it. If it is new, this node forwards it, once.
  //    Take both parameters, ({ message }, { src }) => …, the value and who told it: whom should you not tell?
  node.on('gossip', () => {})

  // 5. A wave: node.send(peer, { type: 'gossip', message }) to as many different ones of the candidates as the fanout
  //    says, drawn at random. node.random() is a number from 0 up to, not including, 1. What if there are not so many?
  function forward(message: Value, candidates: readonly string[]) {
    throw node.error(
      10,
      `Not written yet: gossip ${message} to random peers (fanout ${fanout}, ${candidates.length} candidates).`,
    )
  }

  // 6. Somebody asks what this node knows, or what it has done. Answer from memory and change nothing.
  node.on('read', () => {
    return { type: 'read_ok', messages: [...seen] }
  })

  node.on('gossip_stats', () => {
    return { type: 'gossip_stats_ok', ...stats }
  })
}
