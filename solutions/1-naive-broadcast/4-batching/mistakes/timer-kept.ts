/**
 * Wrong: the timer is cancelled when its batch leaves, but the variable keeps it. From then on it looks as if a timer
 * were running, no other is started, and only a full buffer leaves.
 */
import type { Node, Timer } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  let buffer: Value[] = []
  let neighbours: string[] = []
  let maxBatch = 10
  let maxDelayMs = 50
  let timer: Timer | undefined

  function flush() {
    timer?.cancel()
    const messages = buffer
    buffer = []
    for (const neighbour of neighbours) node.send(neighbour, { type: 'batch', messages })
  }

  function learn(value: Value) {
    if (seen.has(value)) return
    seen.add(value)
    buffer.push(value)
    if (buffer.length >= maxBatch) flush()
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
