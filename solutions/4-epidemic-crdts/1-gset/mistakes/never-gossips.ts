/**
 * Wrong: a fine set, and nobody else hears of it.
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
    const before = elements.size
    for (const element of others) elements.add(element)
    return { type: 'merge_ok', new_count: elements.size - before }
  })

  node.on('read', () => ({ type: 'read_ok', elements: [...elements] }))
}
