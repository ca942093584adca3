/**
 * Wrong: it sends when ten values wait and has no timer. Under load all looks well; when the load ends, up to nine
 * values stay in the buffer, acknowledged, until somebody brings a tenth.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  let buffer: Value[] = []
  let neighbours: string[] = []
  let maxBatch = 10

  function learn(value: Value) {
    if (seen.has(value)) return
    seen.add(value)
    buffer.push(value)
    if (buffer.length >= maxBatch) {
      for (const neighbour of neighbours) node.send(neighbour, { type: 'batch', messages: buffer })
      buffer = []
    }
  }

  node.on('topology', ({ topology }) => {
    neighbours = topology[node.id] ?? []
    return { type: 'topology_ok' }
  })

  node.on('configure', ({ max_batch }) => {
    maxBatch = max_batch
    return { type: 'configure_ok' }
  })

  node.on('broadcast', ({ message }) => {
    learn(message)
    return { type: 'broadcast_ok' }
  })

  node.on('batch', ({ messages }) => {
    for (const value of messages) learn(value)
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
