// For each peer the node keeps what that peer has not confirmed, and sends only that, until it has. What comes from
// a peer need not be told to it. Nothing is sent when nothing is owed.

/** @param {import('gossip-workbench').Node} node */
export default function (node) {
  const held = new Set()
  const owed = new Map(node.peers.map((peer) => [peer, new Set()]))

  function learn(list, from) {
    let count = 0
    for (const element of list) {
      owed.get(from)?.delete(element)
      if (held.has(element)) continue
      held.add(element)
      count += 1
      for (const [peer, elements] of owed) if (peer !== from) elements.add(element)
    }
    return count
  }

  node.on('add', ({ element }, { src }) => {
    learn([element], src)
    return { type: 'add_ok' }
  })

  node.on('merge', ({ elements }, { src }) => ({ type: 'merge_ok', new_count: learn(elements, src) }))

  node.on('read', () => ({ type: 'read_ok', elements: Array.from(held) }))

  setInterval(() => {
    for (const [peer, elements] of owed) {
      if (elements.size === 0) continue
      const delta = [...elements]
      node.rpc(peer, { type: 'merge', elements: delta }, { timeoutMs: 300 }).then(
        () => {
          for (const element of delta) elements.delete(element)
        },
        () => {},
      )
    }
  }, 250)
}
