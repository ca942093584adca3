import type { Node } from 'gossip-workbench'

/** What a broadcast carries. 1 and "1" are two different values. */
type Value = number | string

// This function runs once on every node. node.peers are all the other nodes.
export default function (node: Node) {
  const seen = new Set<Value>()

  // 1. A client hands in a value. It may wait here: the next exchange will find it.
  node.on('broadcast', () => {
    throw node.error(10, 'Not written yet: store the message, and compare digests with a peer now and then.')
  })

  // 2. A short text that is the same on every node with the same values, and on no other.
  //    How do you make it independent of the order in which they came? And [1, 2] differ from ["1,2"]?
  node.on('digest', () => {
    return { type: 'digest_ok', digest: '', count: seen.size }
  })

  // 3. Somebody sends a digest, and perhaps values. If the digest is ours, that is all. If not: which of
  //    remote_messages are new to us, and what do we hold now? null means that nothing was sent.
  node.on('digest_sync', () => {
    return { type: 'digest_sync_ok', match: true, transferred: 0 }
  })

  // 4. At least every 500 ms ask a random peer:
  //    await node.rpc(peer, { type: 'digest_sync', remote_digest: …, remote_messages: null })
  //    throws when no answer comes within a second. What do you do with the answer?

  // 5. Somebody asks what this node knows. Answer from memory and change nothing.
  node.on('read', () => {
    return { type: 'read_ok', messages: [...seen] }
  })
}
