/**
 * Wrong: a timer sends the buffer every 50 ms, and nothing asks whether there is anything in it. All values arrive in
 * time, and long after the last of them every node still sends every neighbour twenty empty batches a second.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  let buffer: Value[] = []
  let neighbours: string[] = []
  let maxBatch = 10
  let timer = node.every(50, flush)

  function flush() {
    const messages = buffer
    buffer = []
    for (const neighbour of neighbours) node.send(neighbour, { type: 'batch', messages })
  }

  function learn(value: Value) {
    if (seen.has(value)) return
    seen.add(value)
    buffer.push(value)
    if (buffer.length >= maxBatch) flush()
  }

  node.on('topology', ({ topology }) => {
    neighbours = topology[node.id] ?? []
    return { type: 'topology_ok' }
  })

  node.on('configure', ({ max_batch, max_delay_ms }) => {
    maxBatch = max_batch
    timer.cancel()
    timer = node.every(max_delay_ms, flush)
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
