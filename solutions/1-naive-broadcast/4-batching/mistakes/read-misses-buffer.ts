/**
 * Wrong: a value enters `seen`, which `read` answers from, only when its batch leaves. Up to 50 ms long a node has
 * acknowledged a value and says that it does not know it.
 */
import type { Node, Timer } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  const buffer = new Set<Value>()
  let neighbours: string[] = []
  let maxBatch = 10
  let maxDelayMs = 50
  let timer: Timer | undefined

  function flush() {
    timer?.cancel()
    timer = undefined
    for (const neighbour of neighbours) node.send(neighbour, { type: 'batch', messages: [...buffer] })
    for (const value of buffer) seen.add(value)
    buffer.clear()
  }

  function learn(value: Value) {
    if (seen.has(value) || buffer.has(value)) return
    buffer.add(value)
    if (buffer.size >= maxBatch || neighbours.length === 0) flush()
    else timer ??= node.after(maxDelayMs, flush)
  }

  node.on('topology', ({ topology }) => {
    neighbours = topology[node.id] ?? []
    return { type: 'topology_ok' }
  })

  node.on('configure', ({ max_batch, max_delay_ms }) => {
    maxBatch = max_batch
    maxDelayMs = max_delay_ms
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
