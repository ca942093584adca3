import type { Node } from 'gossip-workbench'

type Element = number | string

const everyMs = 200

/**
 * Two sets that only grow, so each merges by union, and so does the pair. That an element is gone is itself something
 * to be known, kept and told: it stands among the removed for ever, and no news of an add can take it out of there.
 */
export default function (node: Node) {
  const added = new Set<Element>()
  const removed = new Set<Element>()

  const isThere = (element: Element) => added.has(element) && !removed.has(element)

  node.on('add', ({ element }) => {
    added.add(element)
    return { type: 'add_ok' }
  })

  node.on('remove', ({ element }) => {
    if (!isThere(element)) throw node.error(20, 'it is not in the set')
    removed.add(element)
    return { type: 'remove_ok' }
  })

  // A tombstone may come before its element, so it is kept whether or not the element is known.
  node.on('merge', ({ add_set, remove_set }) => {
    for (const element of add_set) added.add(element)
    for (const element of remove_set) removed.add(element)
    return { type: 'merge_ok' }
  })

  node.every(everyMs, () => {
    for (const peer of node.peers) {
      node.send(peer, { type: 'merge', add_set: [...added], remove_set: [...removed] })
    }
  })

  node.on('read', () => ({ type: 'read_ok', elements: [...added].filter(isThere) }))
}
