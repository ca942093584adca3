/**
 * Wrong: gossips whenever gossip comes, whether or not it held anything new. Every message makes three more.
 */
import type { Node } from 'gossip-workbench'

type Element = number | string

export default function (node: Node) {
  const elements = new Set<Element>()

  function gossip(from: string) {
    for (const peer of node.peers) {
      if (peer !== from) node.send(peer, { type: 'merge', elements: [...elements] })
    }
  }

  node.on('add', ({ element }, { src }) => {
    elements.add(element)
    gossip(src)
    return { type: 'add_ok' }
  })

  node.on('merge', ({ elements: others }, { src }) => {
    const before = elements.size
    for (const element of others) elements.add(element)
    gossip(src)
    return { type: 'merge_ok', new_count: elements.size - before }
  })

  node.on('read', () => ({ type: 'read_ok', elements: [...elements] }))
}
