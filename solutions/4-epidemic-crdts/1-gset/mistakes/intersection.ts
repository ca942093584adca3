/**
 * Wrong: a merge keeps what both sides hold. That obeys the three laws as a union does, but the set shrinks: what one
 * replica alone knows is thrown away.
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
    const theirs = new Set<Element>(others)
    const fresh = [...theirs].filter((element) => !elements.has(element)).length
    elements = new Set([...elements].filter((element) => theirs.has(element)))
    return { type: 'merge_ok', new_count: fresh }
  })

  node.every(200, () => {
    for (const peer of node.peers) node.send(peer, { type: 'merge', elements: [...elements] })
  })

  node.on('read', () => ({ type: 'read_ok', elements: [...elements] }))
}
