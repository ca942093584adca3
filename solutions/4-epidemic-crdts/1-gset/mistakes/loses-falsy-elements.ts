/**
 * Wrong: guards against a missing element with if (element), which is false for 0 and "" as well.
 */
import type { Node } from 'gossip-workbench'

type Element = number | string

export default function (node: Node) {
  const elements = new Set<Element>()

  function learn(others: Element[]) {
    const before = elements.size
    for (const element of others) if (element) elements.add(element)
    return elements.size - before
  }

  node.on('add', ({ element }) => {
    learn([element])
    return { type: 'add_ok' }
  })

  node.on('merge', ({ elements: others }) => ({ type: 'merge_ok', new_count: learn(others) }))

  node.every(200, () => {
    for (const peer of node.peers) node.send(peer, { type: 'merge', elements: [...elements] })
  })

  node.on('read', () => ({ type: 'read_ok', elements: [...elements] }))
}
