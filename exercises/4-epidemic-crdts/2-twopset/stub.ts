import type { Node } from 'gossip-workbench'

/** What the set holds. 1 and "1" are two different elements. */
type Element = number | string

// This function runs once on every node. node.peers are all the other nodes.
export default function (node: Node) {
  const added = new Set<Element>()
  // What must a replica remember of an element that is gone, so that gossip does not bring it back?

  // 1. What is in the set? One function that says so will do for "read" and for "remove".
  function isThere(element: Element): boolean {
    return added.has(element)
  }

  // 2. A client adds an element. If it was removed before, it stays away, and is acknowledged all the same.
  node.on('add', () => {
    throw node.error(10, 'Not written yet: keep the element, and tell it to the other replicas.')
  })

  // 3. A client removes one. If it is not there: throw node.error(20, …), and change nothing.
  node.on('remove', () => {
    return { type: 'remove_ok' }
  })

  // 4. Somebody, a client or a replica, hands over its state: both sets. Take in what is missing in yours.
  node.on('merge', () => {
    return { type: 'merge_ok' }
  })

  // 5. Again and again tell others what you hold, removals as well: node.every(200, …).

  // 6. A client asks what is in the set. Answer from memory and change nothing.
  node.on('read', () => {
    return { type: 'read_ok', elements: [...added].filter(isThere) }
  })
}
