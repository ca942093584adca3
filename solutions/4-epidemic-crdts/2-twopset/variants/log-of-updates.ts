/*
 * Every node numbers its own updates and keeps all updates of all nodes; a peer is asked for what it has beyond the
 * numbers that are known here. What is in the set is worked out from the log when somebody asks.
 */
import type { Node } from 'gossip-workbench'

type Element = number | string
type Update = { by: string; number: number; does: 'add' | 'remove'; element: Element }

export default function (node: Node) {
  const log = new Map<string, Update[]>(node.nodeIds.map((id) => [id, []]))

  const all = () => [...log.values()].flat()
  const elements = () => {
    const gone = new Set(all().flatMap((update) => (update.does === 'remove' ? [update.element] : [])))
    const held = new Set(all().flatMap((update) => (update.does === 'add' ? [update.element] : [])))
    return [...held].filter((element) => !gone.has(element))
  }

  function append(does: Update['does'], element: Element) {
    const mine = log.get(node.id)
    mine?.push({ by: node.id, number: mine.length, does, element })
  }

  node.on('add', ({ element }) => {
    append('add', element)
    return { type: 'add_ok' }
  })
  node.on('remove', ({ element }) => {
    if (!elements().includes(element)) throw node.error(20, 'no such element')
    append('remove', element)
    return { type: 'remove_ok' }
  })
  node.on('merge', ({ add_set, remove_set }) => {
    for (const element of add_set) append('add', element)
    for (const element of remove_set) append('remove', element)
    return { type: 'merge_ok' }
  })
  node.on('read', () => ({ type: 'read_ok', elements: elements() }))

  node.on('beyond', ({ lengths }, { src }) => {
    const updates = all().filter(({ by, number }) => number >= (lengths[by] ?? 0))
    if (updates.length > 0) node.send(src, { type: 'updates', updates })
  })
  node.on('updates', ({ updates }) => {
    for (const update of updates) {
      const known = log.get(update.by)
      // In order and each once: what comes too early is asked for again.
      if (known !== undefined && known.length === update.number) known.push(update)
    }
  })

  node.every(250, () => {
    const lengths = Object.fromEntries([...log].map(([id, updates]) => [id, updates.length]))
    for (const peer of node.peers) node.send(peer, { type: 'beyond', lengths })
  })
}
