import { type Value, valueKey } from '../protocol/message.ts'
import { Knowing } from './knowing.ts'
import type { Run } from './run.ts'

/** A value that a client brought to a node that lacked it, by a request that should make the node keep it. */
export type Brought = {
  node: string
  at: number
  value: Value
  request: 'broadcast' | 'digest_sync'
  /** All the values of the request. */
  list: Value[]
  kept: boolean
}

/** What came by `broadcast`, or by a `digest_sync` of another digest; each value once for each node. */
export function broughtTo(run: Run): Brought[] {
  const knowing = new Knowing(run)
  const brought = new Map<string, Brought>()
  for (const { request, node, sent, answer } of run.facts.operations) {
    const [arrival] = sent.deliveries
    const list = valuesIn(request, answer?.body)
    if (arrival === undefined || list === undefined) continue
    for (const value of list) {
      const key = valueKey(value)
      if (brought.has(`${node} ${key}`) || knowing.knew(node, key, arrival)) continue
      const kept = knowing.spans(node, key).length > 0
      const type = request.type === 'broadcast' ? 'broadcast' : 'digest_sync'
      brought.set(`${node} ${key}`, { node, at: arrival.at, value, request: type, list, kept })
    }
  }
  return [...brought.values()]
}

function valuesIn(
  { type, message, remote_messages: list }: { [field: string]: unknown },
  answer: { [field: string]: unknown } | undefined,
): Value[] | undefined {
  if (type === 'broadcast') return answer?.type === 'broadcast_ok' ? [message as Value] : undefined
  if (type !== 'digest_sync' || answer?.match !== false) return undefined
  return Array.isArray(list) ? (list as Value[]) : undefined
}
