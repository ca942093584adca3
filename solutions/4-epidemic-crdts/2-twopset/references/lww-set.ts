import type { Node } from 'gossip-workbench'

type Element = number | string
/** The element, whether it is in, and when and where that was said. */
type Entry = [element: Element, isIn: boolean, ts: number, by: string]

const everyMs = 200

/**
 * Of every element the last word counts, an add's or a remove's, by the clock of the node that took it; where clocks
 * say the same, the greater name decides. A word is always later than any that its node has heard before.
 */
export default function (node: Node) {
  const entries = new Map<Element, Entry>()

  function take(entry: Entry): void {
    const [element, , ts, by] = entry
    const [, , heldTs, heldBy] = entries.get(element) ?? [element, false, 0, '']
    if (ts > heldTs || (ts === heldTs && by > heldBy)) entries.set(element, entry)
  }

  function say(element: Element, isIn: boolean): void {
    const [, , heard] = entries.get(element) ?? [element, false, 0, '']
    take([element, isIn, Math.max(node.now(), heard + 1), node.id])
  }

  const isThere = (element: Element) => entries.get(element)?.[1] === true

  node.on('add', ({ element }) => {
    say(element, true)
    return { type: 'add_ok' }
  })

  node.on('remove', ({ element }) => {
    if (!isThere(element)) throw node.error(20, 'it is not in the set')
    say(element, false)
    return { type: 'remove_ok' }
  })

  node.on('state', (body) => {
    for (const entry of body.entries) take(entry)
  })

  node.every(everyMs, () => {
    for (const peer of node.peers) node.send(peer, { type: 'state', entries: [...entries.values()] })
  })

  node.on('read', () => ({ type: 'read_ok', elements: [...entries.keys()].filter(isThere) }))
}
