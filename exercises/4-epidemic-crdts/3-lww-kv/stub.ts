import type { Node } from 'gossip-workbench'

/** Anything that JSON can carry. */
type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** What is held under a key: the value, when it was written (in seconds), and where, if that is known. */
type Entry = { value: Json; ts: number; node?: string }

// This function runs once on every node. node.peers are all the other nodes.
export default function (node: Node) {
  const held = new Map<string, Entry>()

  // 1. Of two entries, which one wins? Every node must give the same answer, also where ts are equal.

  // 2. A client writes. ts is node.now() / 1000, but what if this clock was set back,
  //    or if what is held was written by a node whose clock is ahead?
  node.on('write', () => {
    throw node.error(10, 'Not written yet: stamp the value, keep it, and let the other replicas hear of it.')
  })

  // 3. Answer from memory, at once, and change nothing.
  node.on('kv_read', ({ key }) => {
    const entry = held.get(key)
    if (entry === undefined) throw node.error(20, `Nothing is held under ${key}`)
    return { type: 'kv_read_ok', key, value: entry.value, ts: entry.ts }
  })

  // 4. Somebody brings entries. Which of them win over what is held? How many keys changed?
  node.on('kv_merge', () => {
    return { type: 'kv_merge_ok', updated: 0 }
  })

  // 5. Nobody calls kv_merge for you when replicas differ: tell a peer what you hold, now and then.
  //    node.every(200, () => { … })
}
