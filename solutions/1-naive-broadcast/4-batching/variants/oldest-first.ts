/**
 * Built on time stamps: each value notes when it must leave, and one watchman looks at the oldest. A single value
 * that finds the line idle leaves at once, alone; while the neighbours have not answered, the next ones gather.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const due = new Map<Value, number>()
  const seen = new Set<Value>()
  const clients = new Map<Value, (() => void)[]>()
  let limits = { max_batch: 10, max_delay_ms: 50 }
  let neighbours: string[] = []
  let unanswered = 0

  function look() {
    if (neighbours.length === 0) due.clear()
    const [oldest] = due.values()
    const isDue = oldest !== undefined && (oldest <= node.now() || unanswered === 0)
    if (due.size >= limits.max_batch || isDue) {
      const values = [...due.keys()].slice(0, limits.max_batch)
      for (const value of values) due.delete(value)
      void tell(values)
      look()
    } else if (oldest !== undefined) node.after(oldest - node.now(), look)
  }

  async function tell(messages: Value[]) {
    unanswered++
    const answers = neighbours.map((id) => node.rpc(id, { type: 'batch', messages }, { timeoutMs: 400 }))
    const finished = Promise.allSettled(answers)
    await Promise.any(answers).catch(() => {})
    for (const value of messages) for (const answer of clients.get(value) ?? []) answer()
    for (const value of messages) clients.delete(value)
    await finished
    unanswered--
    look()
  }

  function take(values: Value[]) {
    for (const value of values) {
      if (seen.has(value)) continue
      seen.add(value)
      due.set(value, node.now() + limits.max_delay_ms)
    }
    look()
  }

  node.on('topology', ({ topology }) => {
    neighbours = topology[node.id] ?? []
    return { type: 'topology_ok' }
  })
  node.on('configure', ({ type, msg_id, ...given }) => {
    limits = given
    return { type: 'configure_ok' }
  })
  node.on('broadcast', ({ message }, request) => {
    const answer = () => node.reply(request, { type: 'broadcast_ok' })
    if (neighbours.length === 0 || (seen.has(message) && !clients.has(message))) answer()
    else clients.set(message, [...(clients.get(message) ?? []), answer])
    take([message])
  })
  node.on('batch', ({ messages }) => {
    take(messages)
    return { type: 'batch_ok' }
  })
  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
