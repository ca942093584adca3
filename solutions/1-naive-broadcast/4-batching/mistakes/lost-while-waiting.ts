/**
 * Wrong: it waits until its neighbours have confirmed a batch, and clears the buffer then. What came to the node during
 * the wait was not in the batch, and is thrown away with the rest.
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
  let isWaiting = false

  async function flush() {
    timer?.cancel()
    timer = undefined
    if (isWaiting || buffer.length === 0) return
    isWaiting = true
    const messages = buffer.slice(0, maxBatch)
    await Promise.all(neighbours.map((neighbour) => node.rpc(neighbour, { type: 'batch', messages })))
    buffer = []
    isWaiting = false
  }

  function learn(value: Value) {
    if (seen.has(value)) return
    seen.add(value)
    buffer.push(value)
    if (buffer.length >= maxBatch) void flush()
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
    return { type: 'batch_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
