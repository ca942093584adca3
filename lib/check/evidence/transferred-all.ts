import { type Value, valueKey } from '../../protocol/message.ts'
import { Knowing } from '../knowing.ts'
import type { Run } from '../run.ts'
import { count, time } from '../words.ts'

/** `transferred` was the length of the list that came, though the node knew some of its values. */
export function countsAllAsTransferred(run: Run): string | undefined {
  const knowing = new Knowing(run)
  let seen: string | undefined
  for (const { request, node, sent, answer } of run.facts.operations) {
    const [arrival] = sent.deliveries
    const list = request.remote_messages
    if (request.type !== 'digest_sync' || !Array.isArray(list) || arrival === undefined) continue
    if (answer?.body.match !== false) continue
    const { transferred } = answer.body
    if (transferred !== list.length && transferred !== new Set(list).size) return undefined
    const keys = [...new Set((list as Value[]).map((value) => valueKey(value)))]
    const known = keys.filter((key) => knowing.knew(node, key, arrival)).length
    if (known === 0) continue
    seen ??= `At ${time(arrival.at)} ${node} got a "digest_sync" with ${count(list.length, 'value')}, of which it knew ${known}. It answered transferred ${String(transferred)}; so many came, and fewer were new.`
  }
  return seen
}
