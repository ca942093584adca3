/**
 * Wrong: tells both sets whenever one of them has grown, and only then. What went into a cut is not told after it.
 */
import type { Node } from 'gossip-workbench'

type Element = number | string

export default function (node: Node) {
  const added = new Set<Element>()
  const removed = new Set<Element>()
  const isThere = (element: Element) => added.has(element) && !removed.has(element)

  function tell() {
    for (const peer of node.peers) {
      node.send(peer, { type: 'merge', add_set: [...added], remove_set: [...removed] })
    }
  }

  function take(adds: Element[], removes: Element[]) {
    const before = added.size + removed.size
    for (const element of adds) added.add(element)
    for (const element of removes) removed.add(element)
    if (added.size + removed.size > before) tell()
  }

  node.on('add', ({ element }) => {
    take([element], [])
    return { type: 'add_ok' }
  })

  node.on('remove', ({ element }) => {
    if (!isThere(element)) throw node.error(20, 'not in the set')
    take([], [element])
    return { type: 'remove_ok' }
  })

  node.on('merge', ({ add_set, remove_set }) => {
    take(add_set, remove_set)
    return { type: 'merge_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', elements: [...added].filter(isThere) }))
}
