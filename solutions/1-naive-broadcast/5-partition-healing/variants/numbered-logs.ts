/**
 * Built on numbered logs: each node numbers the values its clients gave it, and tells its neighbours how far it knows
 * everybody's log. They send back the part that is missing. A lost message needs no repair: the next one says it all.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string
type Entry = { origin: string; index: number; value: Value }

export default function (node: Node) {
  /** By the node that took them from a client, its values in order and without a gap. */
  const logs: Record<string, Value[]> = Object.fromEntries(node.nodeIds.map((id) => [id, []]))
  const values = new Set<Value>()
  let neighbours: string[] = []

  const lengths = () => Object.fromEntries(node.nodeIds.map((id) => [id, logs[id]?.length ?? 0]))

  node.on('topology', ({ topology }) => {
    neighbours = topology[node.id] ?? []
    return { type: 'topology_ok' }
  })

  node.on('broadcast', ({ message }) => {
    if (!values.has(message)) logs[node.id]?.push(message)
    values.add(message)
    return { type: 'broadcast_ok' }
  })

  // One question for each neighbour, the first of them after a random while: the nodes are not to ask in step.
  node.after(600 * node.random(), () => {
    node.every(600, () => {
      for (const neighbour of neighbours) node.send(neighbour, { type: 'have', lengths: lengths() })
    })
  })

  node.on('have', (body, { src }) => {
    const entries = node.nodeIds.flatMap((origin) => {
      const from: number = body.lengths[origin] ?? 0
      return (logs[origin] ?? [])
        .slice(from)
        .map((value, offset): Entry => ({ origin, index: from + offset, value }))
    })
    if (entries.length > 0) node.send(src, { type: 'entries', entries })
  })

  node.on('entries', ({ entries }: { entries: Entry[] }) => {
    for (const { origin, index, value } of entries) {
      const log = logs[origin]
      if (log === undefined || index !== log.length) continue
      log.push(value)
      values.add(value)
    }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...values] }))
}
