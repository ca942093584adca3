/**
 * Wrong: it passes on every value it receives, also one it has passed on before. The Set keeps the answers to
 * `read` clean, so all looks well, and on a line it is. On a ring the value goes round for ever; on a grid every
 * copy makes more copies, until the storm is cut off.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const values = new Set<Value>()
  const early: { message: Value; src: string }[] = []
  let neighbours: string[] | undefined

  function passOn(message: Value, src: string) {
    if (neighbours === undefined) {
      early.push({ message, src })
      return
    }
    for (const neighbour of neighbours) {
      if (neighbour !== src) node.send(neighbour, { type: 'broadcast', message })
    }
  }

  node.on('topology', ({ topology }) => {
    neighbours = topology[node.id] ?? []
    for (const { message, src } of early.splice(0)) passOn(message, src)
    return { type: 'topology_ok' }
  })

  node.on('broadcast', ({ message }, { src }) => {
    values.add(message) // a Set drops duplicates by itself
    passOn(message, src)
    return { type: 'broadcast_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...values] }))
}
