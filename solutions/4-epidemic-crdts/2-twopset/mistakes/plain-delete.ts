/**
 * Wrong: there is one set, and remove deletes from it. The others still hold the element, and their gossip brings it back.
 */
import type { Node } from 'gossip-workbench'

type Element = number | string

export default function (node: Node) {
  const elements = new Set<Element>()

  node.on('add', ({ element }) => {
    elements.add(element)
    return { type: 'add_ok' }
  })

  node.on('remove', ({ element }) => {
    if (!elements.delete(element)) throw node.error(20, 'not in the set')
    return { type: 'remove_ok' }
  })

  node.on('merge', ({ add_set, remove_set }) => {
    for (const element of add_set) elements.add(element)
    for (const element of remove_set) elements.delete(element)
    return { type: 'merge_ok' }
  })

  node.every(200, () => {
    for (const peer of node.peers) node.send(peer, { type: 'merge', add_set: [...elements], remove_set: [] })
  })

  node.on('read', () => ({ type: 'read_ok', elements: [...elements] }))
}
