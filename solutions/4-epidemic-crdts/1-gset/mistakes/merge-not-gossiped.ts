/**
 * Wrong: a node gossips what clients added to it, and nothing else. What a client hands over with a merge stays where
 * it was merged.
 */
import type { Node } from 'gossip-workbench'

type Element = number | string

export default function (node: Node) {
  const elements = new Set<Element>()
  const ours = new Set<Element>()

  node.on('add', ({ element }) => {
    elements.add(element)
    ours.add(element)
    return { type: 'add_ok' }
  })

  node.on('merge', ({ elements: others }) => {
    const before = elements.size
    for (const element of others) elements.add(element)
    return { type: 'merge_ok', new_count: elements.size - before }
  })

  node.every(200, () => {
    for (const peer of node.peers) node.send(peer, { type: 'merge', elements: [...ours] })
  })

  node.on('read', () => ({ type: 'read_ok', elements: [...elements] }))
}
