/**
 * Wrong: a merge takes the other's set in place of its own. Two replicas that gossip to each other swap what they hold,
 * and what only one of them knew is soon gone.
 */
import type { Node } from 'gossip-workbench'

type Element = number | string

export default function (node: Node) {
  let elements = new Set<Element>()

  node.on('add', ({ element }) => {
    elements.add(element)
    return { type: 'add_ok' }
  })

  node.on('merge', ({ elements: others }) => {
    const incoming = new Set<Element>(others)
    const fresh = [...incoming].filter((element) => !elements.has(element))
    elements = incoming
    return { type: 'merge_ok', new_count: fresh.length }
  })

  node.every(200, () => {
    for (const peer of node.peers) node.send(peer, { type: 'merge', elements: [...elements] })
  })

  node.on('read', () => ({ type: 'read_ok', elements: [...elements] }))
}
