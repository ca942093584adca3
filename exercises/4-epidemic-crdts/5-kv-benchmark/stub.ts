import type { Node } from 'gossip-workbench'

/** Whatever a client writes under a key: any JSON. */
type Value = unknown

// This function runs once on every node. What you declare in it is that node's own memory.
export default function (node: Node) {
  // 1. What this node holds under each key. A Map takes any key, "__proto__" and "" too; an object does not.
  //    What else must you keep beside a value, to tell which of two writes wins when they meet? It must be the same
  //    one at every node, also when both were made in the same millisecond.
  const store = new Map<string, Value>()

  // 2. What the report tells: writes that clients brought here, and messages this node has sent to other nodes.
  //    Answers do not count; everything else does, retries too, so count where you call node.send and node.rpc.
  let writes = 0
  let messages = 0

  // 3. A client writes. Number the write, store it, and answer at once: spreading it goes on behind.
  node.on('bench_write', ({ key }) => {
    throw node.error(
      10,
      `Not written yet: store the value of ${JSON.stringify(key)}, and bring it to all replicas.`,
    )
  })

  // 4. A client reads. Answer from memory and change nothing.
  node.on('bench_read', ({ key }) => {
    if (!store.has(key)) throw node.error(20, `nobody has written ${JSON.stringify(key)}`)
    return { type: 'bench_read_ok', value: store.get(key) }
  })

  // 5. Spread what you hold: messages of your own, a timer, whatever you like. A tenth of them may be lost, and a
  //    partition drops them all for a while.

  // 6. What did it cost, so far, on this node? With no writes the ratio is 0.
  node.on('bench_report', () => {
    return {
      type: 'bench_report_ok',
      total_writes: writes,
      total_gossip_msgs: messages,
      msgs_per_write: 0,
      keys_stored: store.size,
    }
  })
}
