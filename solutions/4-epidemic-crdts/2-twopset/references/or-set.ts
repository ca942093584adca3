import type { Node } from 'gossip-workbench'

type Element = number | string
/** Names one add, and no other anywhere: who took it, and the how manyth it was there. */
type Tag = string

const everyMs = 200

/**
 * An observed-remove set: every add has a tag of its own, and a remove takes away the tags that its node has seen. An
 * add that the remover had not seen therefore stays (Shapiro, Preguiça, Baquero and Zawirski, 2011, specification 15).
 */
export default function (node: Node) {
  const added = new Map<Tag, Element>()
  const removed = new Set<Tag>()
  let adds = 0

  const tagsOf = (element: Element) =>
    [...added].filter(([tag, its]) => its === element && !removed.has(tag)).map(([tag]) => tag)

  node.on('add', ({ element }) => {
    adds += 1
    added.set(`${node.id}:${adds}`, element)
    return { type: 'add_ok' }
  })

  node.on('remove', ({ element }) => {
    const tags = tagsOf(element)
    if (tags.length === 0) throw node.error(20, 'it is not in the set')
    for (const tag of tags) removed.add(tag)
    return { type: 'remove_ok' }
  })

  node.on('state', (body) => {
    for (const [tag, element] of body.added) added.set(tag, element)
    for (const tag of body.removed) removed.add(tag)
  })

  node.every(everyMs, () => {
    for (const peer of node.peers)
      node.send(peer, { type: 'state', added: [...added], removed: [...removed] })
  })

  node.on('read', () => {
    const present = [...added].filter(([tag]) => !removed.has(tag)).map(([, element]) => element)
    return { type: 'read_ok', elements: [...new Set(present)] }
  })
}
