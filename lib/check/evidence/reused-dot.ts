import type { Run } from '../run.ts'
import { entryOf, vectorText } from '../version-vector.ts'
import { keyText } from '../version-words.ts'
import { versionsOf } from '../versions.ts'
import { show, time } from '../words.ts'

/** A client got a number that its node had known for it under that key before, from whatever source. */
export function reusesNumbers(run: Run): string | undefined {
  for (const { operation, arrival, key, value, context, vc, answered } of versionsOf(run)) {
    const { client, node } = operation
    const entry = entryOf(answered ?? {}, client)
    const known = entryOf(vc, client) - 1
    if (answered === undefined || entry === 0 || entry > known) continue
    return `At ${time(arrival.at)} ${client} wrote ${keyText(key)} = ${show(value)} at ${node} with the context ${vectorText(context)}, and was answered ${vectorText(answered)}. But ${node} had known of ${client}:${known} under this key already.`
  }
  return undefined
}
