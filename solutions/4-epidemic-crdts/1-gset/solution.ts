import type { Node } from 'gossip-workbench'

type Element = number | string

/** Five times a second a node tells everybody all that it holds, so a lost message is made up for soon. */
const everyMs = 200

/**
 * The state is a set, and merging is union. Since a union forgets order and repetition there is nothing else to keep:
 * no acknowledgements, no list of what was told to whom. Sending too often costs bytes and can do no harm.
 */
export default function (node: Node) {
  const elements = new Set<Element>()

  node.on('add', ({ element }) => {
    elements.add(element)
    return { type: 'add_ok' }
  })

  // Clients and replicas are treated alike. A replica sends it one-way, so what is returned to one goes nowhere.
  node.on('merge', ({ elements: others }) => {
    const before = elements.size
    for (const element of others) elements.add(element)
    return { type: 'merge_ok', new_count: elements.size - before }
  })

  node.every(everyMs, () => {
    for (const peer of node.peers) node.send(peer, { type: 'merge', elements: [...elements] })
  })

  node.on('read', () => ({ type: 'read_ok', elements: [...elements] }))
}
