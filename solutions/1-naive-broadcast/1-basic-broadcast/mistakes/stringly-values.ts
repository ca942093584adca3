/**
 * Wrong: it looks values up by their text, and `1` and `"1"` have the same. Whichever comes second counts as
 * known already: it is acknowledged, not stored, not passed on. With numbers alone, or strings alone, nothing
 * shows.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const byText = new Map<string, Value>()
  const waiting: { message: Value; src: string }[] = []
  let neighbours: string[] | undefined

  function forward(message: Value, src: string) {
    if (neighbours === undefined) {
      waiting.push({ message, src })
      return
    }
    for (const neighbour of neighbours) {
      if (neighbour !== src) node.send(neighbour, { type: 'broadcast', message })
    }
  }

  node.on('topology', ({ topology }) => {
    neighbours = topology[node.id] ?? []
    for (const { message, src } of waiting.splice(0)) forward(message, src)
    return { type: 'topology_ok' }
  })

  node.on('broadcast', ({ message }, { src }) => {
    const text = String(message)
    if (!byText.has(text)) {
      byText.set(text, message)
      forward(message, src)
    }
    return { type: 'broadcast_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...byText.values()] }))
}
