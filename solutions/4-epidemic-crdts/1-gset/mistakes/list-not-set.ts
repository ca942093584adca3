/**
 * Wrong: elements are kept in an array. A merge leaves out what is there already, but it looks at the array as it was
 * before, so an element that stands in the list twice gets in twice; and "add" does not look at all.
 */
import type { Node } from 'gossip-workbench'

type Element = number | string

export default function (node: Node) {
  let elements: Element[] = []

  node.on('add', ({ element }) => {
    elements.push(element)
    return { type: 'add_ok' }
  })

  node.on('merge', ({ elements: others }) => {
    const missing = others.filter((element: Element) => !elements.includes(element))
    elements = elements.concat(missing)
    return { type: 'merge_ok', new_count: missing.length }
  })

  node.every(200, () => {
    for (const peer of node.peers) node.send(peer, { type: 'merge', elements })
  })

  node.on('read', () => ({ type: 'read_ok', elements }))
}
