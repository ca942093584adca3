import type { Node } from 'gossip-workbench'

type Element = number | string

const everyMs = 200

/** A set that only grows. There is no way to take an element out, and it says so. */
export default function (node: Node) {
  const added = new Set<Element>()

  node.on('add', ({ element }) => {
    added.add(element)
    return { type: 'add_ok' }
  })

  node.on('remove', () => {
    throw node.error(10, 'a set that only grows removes nothing')
  })

  node.on('state', ({ elements }) => {
    for (const element of elements) added.add(element)
  })

  node.every(everyMs, () => {
    for (const peer of node.peers) node.send(peer, { type: 'state', elements: [...added] })
  })

  node.on('read', () => ({ type: 'read_ok', elements: [...added] }))
}
