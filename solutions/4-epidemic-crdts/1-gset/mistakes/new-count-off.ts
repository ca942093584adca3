/**
 * Wrong: new_count is the size of the set after the merge, not the number of elements that were new.
 */
import type { Node } from 'gossip-workbench'

type Element = number | string

export default function (node: Node) {
  const elements = new Set<Element>()

  node.on('add', ({ element }) => {
    elements.add(element)
    return { type: 'add_ok' }
  })

  node.on('merge', ({ elements: others }) => {
    for (const element of others) elements.add(element)
    return { type: 'merge_ok', new_count: elements.size }
  })

  node.every(250, () => {
    for (const peer of node.peers) node.send(peer, { type: 'merge', elements: [...elements] })
  })

  node.on('read', () => ({ type: 'read_ok', elements: [...elements] }))
}
