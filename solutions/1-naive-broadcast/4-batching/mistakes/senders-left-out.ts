/**
 * Wrong: along a tree, as in task 1.2, a batch goes to all neighbours but the one that sent last. That one misses the
 * values in it that came from others.
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
  let sender = ''

  function flush() {
    timer?.cancel()
    timer = undefined
    const messages = buffer
    buffer = []
    for (const neighbour of neighbours) {
      if (neighbour !== sender) node.send(neighbour, { type: 'batch', messages })
    }
  }

  function learn(value: Value, src: string) {
    if (seen.has(value)) return
    seen.add(value)
    sender = src
    buffer.push(value)
    if (buffer.length >= maxBatch) flush()
    else timer ??= node.after(maxDelayMs, flush)
  }

  node.on('topology', ({ topology }) => {
    const [root = node.id] = node.nodeIds
    const parents = new Map<string, string | undefined>([[root, undefined]])
    for (const parent of parents.keys()) {
      for (const child of topology[parent] ?? []) if (!parents.has(child)) parents.set(child, parent)
    }
    neighbours = [...parents.keys()].filter(
      (other) => parents.get(other) === node.id || parents.get(node.id) === other,
    )
    return { type: 'topology_ok' }
  })

  node.on('configure', ({ max_batch, max_delay_ms }) => {
    maxBatch = max_batch
    maxDelayMs = max_delay_ms
    return { type: 'configure_ok' }
  })

  node.on('broadcast', ({ message }, { src }) => {
    learn(message, src)
    return { type: 'broadcast_ok' }
  })

  node.on('batch', ({ messages }, { src }) => {
    for (const value of messages) learn(value, src)
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
