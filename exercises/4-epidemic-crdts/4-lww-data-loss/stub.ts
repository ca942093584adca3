import type { Node } from 'gossip-workbench'

/** How many writes of each client a version builds on, such as { c1: 2, c2: 1 }. Who is not named stands at 0. */
type Vector = { [client: string]: number }

/** One write that this node holds. In lww mode it needs more than that: when was it taken, and where? */
type Version = { value: unknown; vc: Vector }

// This function runs once on every node. node.peers are all the other nodes.
export default function (node: Node) {
  let mode: 'lww' | 'vv' = 'vv'

  // 1. What this node holds: for each key its siblings. Keys are any strings, so a Map, and no plain object.
  const store = new Map<string, Version[]>()

  // 2. Told once on every node, before there is any data.
  node.on('set_mode', (body) => {
    mode = body.mode
    return { type: 'set_mode_ok' }
  })

  // 3. A client writes, and says with the context what it had read. Who writes is on the second parameter: src.
  //    Which vector does the new version get? And which of those in the store does it leave standing?
  node.on('vv_write', () => {
    throw node.error(
      10,
      `Not written yet: keep the value as a version with a vector of its own (mode ${mode}).`,
    )
  })

  // 4. What is held under the key: every version, and whether there are several. Change nothing here.
  node.on('vv_read', ({ key }) => {
    const held = store.get(key)
    if (held === undefined) throw node.error(20, 'there is no such key')
    return { type: 'vv_read_ok', values: held, conflict: false }
  })

  // 5. Now and then exchange what you hold with another node, in messages of your own. Which versions of the two
  //    nodes remain when both are put together? await node.rpc(peer, { type: … }) throws when no answer comes.
}
