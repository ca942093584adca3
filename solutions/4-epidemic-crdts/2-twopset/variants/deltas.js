// Removal takes the element out of the set itself and leaves a tombstone: the two sets never overlap. News, adds and
// tombstones alike, waits for each peer until that peer has confirmed it.

/** @param {import('gossip-workbench').Node} node */
export default function (node) {
  const present = new Set()
  const graves = new Set()
  const owed = new Map()
  for (const peer of node.peers) owed.set(peer, { add_set: new Set(), remove_set: new Set() })

  function tellLater(field, element, from) {
    for (const [peer, news] of owed) if (peer !== from) news[field].add(element)
  }

  function admit(element, from) {
    if (present.has(element) || graves.has(element)) return
    present.add(element)
    tellLater('add_set', element, from)
  }

  function bury(element, from) {
    if (graves.has(element)) return
    present.delete(element)
    graves.add(element)
    tellLater('remove_set', element, from)
  }

  node.on('add', ({ element }, { src }) => {
    admit(element, src)
    return { type: 'add_ok' }
  })

  node.on('remove', ({ element }, { src }) => {
    if (!present.has(element)) throw node.error(20)
    bury(element, src)
    return { type: 'remove_ok' }
  })

  node.on('merge', ({ add_set, remove_set }, { src }) => {
    for (const element of remove_set) bury(element, src)
    for (const element of add_set) admit(element, src)
    return { type: 'merge_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', elements: [...present] }))

  setInterval(async () => {
    for (const [peer, news] of owed) {
      const delta = { add_set: [...news.add_set], remove_set: [...news.remove_set] }
      if (delta.add_set.length + delta.remove_set.length === 0) continue
      node.rpc(peer, { type: 'merge', ...delta }, { timeoutMs: 200 }).then(
        () => {
          for (const field of ['add_set', 'remove_set'])
            for (const element of delta[field]) news[field].delete(element)
        },
        () => {},
      )
    }
  }, 220)
}
