/**
 * Wrong: tells the whole set whenever it has grown, and only then. After the last write nobody speaks any more, whoever
 * missed it.
 */
import type { Node } from 'gossip-workbench'

type Element = number | string

export default function (node: Node) {
  const elements = new Set<Element>()

  function take(others: Element[]) {
    const before = elements.size
    for (const element of others) elements.add(element)
    const count = elements.size - before
    if (count > 0) for (const peer of node.peers) node.send(peer, { type: 'merge', elements: [...elements] })
    return count
  }

  node.on('add', ({ element }) => {
    take([element])
    return { type: 'add_ok' }
  })

  node.on('merge', ({ elements: others }) => ({ type: 'merge_ok', new_count: take(others) }))

  node.on('read', () => ({ type: 'read_ok', elements: [...elements] }))
}
