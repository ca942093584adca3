/**
 * Wrong: remove asks whether the element was ever added, which it still was after it has been removed.
 */
import type { Node } from 'gossip-workbench'

type Element = number | string

export default function (node: Node) {
  const added = new Set<Element>()
  const removed = new Set<Element>()
  const isThere = (element: Element) => added.has(element) && !removed.has(element)

  node.on('add', ({ element }) => {
    added.add(element)
    return { type: 'add_ok' }
  })

  node.on('remove', ({ element }) => {
    if (!added.has(element)) throw node.error(20, 'not in the set')
    removed.add(element)
    return { type: 'remove_ok' }
  })

  node.on('merge', ({ add_set, remove_set }) => {
    for (const element of add_set) added.add(element)
    for (const element of remove_set) removed.add(element)
    return { type: 'merge_ok' }
  })

  node.every(200, () => {
    for (const peer of node.peers) {
      node.send(peer, { type: 'merge', add_set: [...added], remove_set: [...removed] })
    }
  })

  node.on('read', () => ({ type: 'read_ok', elements: [...added].filter(isThere) }))
}
