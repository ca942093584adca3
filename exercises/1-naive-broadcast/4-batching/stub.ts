import type { Node } from 'gossip-workbench'

/** What a broadcast carries. 1 and "1" are two different values. */
type Value = number | string

// This function runs once on every node. What you declare in it is that node's own memory.
export default function (node: Node) {
  // 1. What this node remembers: the values it knows, and those that wait to be passed on.
  const seen = new Set<Value>()

  // 2. The limits, until a "configure" changes them.
  let maxBatch = 10
  let maxDelayMs = 50

  node.on('configure', ({ max_batch, max_delay_ms }) => {
    maxBatch = max_batch
    maxDelayMs = max_delay_ms
    return { type: 'configure_ok' }
  })

  // 3. The network is announced: body.topology[node.id] is the list of your neighbours. Keep it.
  node.on('topology', () => {
    return { type: 'topology_ok' }
  })

  // 4. A client brings a value. Remember it, and let it wait for company.
  //    Two things can end its wait: maxBatch values are there, or maxDelayMs have passed.
  //    node.after(maxDelayMs, flush) calls flush later, once; what it returns has a cancel().
  node.on('broadcast', () => {
    throw node.error(
      10,
      `Not written yet: buffer the value, for at most ${maxBatch} values or ${maxDelayMs} ms.`,
    )
  })

  // 5. A neighbour sent values: node.send(neighbour, { type: 'batch', messages: [...] }).
  //    Which of them are new here, and who may still lack those?
  node.on('batch', () => {})

  // 6. Somebody asks what this node knows, what waits included. Answer from memory and change nothing.
  node.on('read', () => {
    return { type: 'read_ok', messages: [...seen] }
  })
}
