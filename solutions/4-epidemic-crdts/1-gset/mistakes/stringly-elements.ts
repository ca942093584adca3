/**
 * Wrong: the set is an object whose keys are the elements. All keys are strings, so 1 becomes "1".
 */
import type { Node } from 'gossip-workbench'

export default function (node: Node) {
  const elements: { [element: string]: true } = Object.create(null)

  const merge = (others: (number | string)[]) => {
    const before = Object.keys(elements).length
    for (const element of others) elements[element] = true
    return Object.keys(elements).length - before
  }

  node.on('add', ({ element }) => {
    merge([element])
    return { type: 'add_ok' }
  })

  node.on('merge', ({ elements: others }) => ({ type: 'merge_ok', new_count: merge(others) }))

  node.every(200, () => {
    for (const peer of node.peers) node.send(peer, { type: 'merge', elements: Object.keys(elements) })
  })

  node.on('read', () => ({ type: 'read_ok', elements: Object.keys(elements) }))
}
