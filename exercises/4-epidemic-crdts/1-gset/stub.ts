import type { Node } from 'gossip-workbench'

/** What a set holds. 1 and "1" are two different elements. */
type Element = number | string

// This function runs once on every node. node.peers are all the other nodes.
export default function (node: Node) {
  const elements = new Set<Element>()

  // 1. A client adds one element.
  node.on('add', () => {
    throw node.error(10, 'Not written yet: keep the element, and tell it to the other replicas.')
  })

  // 2. Somebody, a client or a replica, hands over a set of its own. Take in what is missing here.
  //    new_count is how many elements were: what did your set hold before?
  node.on('merge', () => {
    return { type: 'merge_ok', new_count: 0 }
  })

  // 3. Again and again, whatever has happened, tell others what you hold: node.every(200, …).
  //    How can they be told? You have a request for that already.

  // 4. A client asks what is in the set. Answer from memory and change nothing.
  node.on('read', () => {
    return { type: 'read_ok', elements: [...elements] }
  })
}
