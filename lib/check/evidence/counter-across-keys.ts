import type { Run } from '../run.ts'
import { entryOf, vectorText } from '../version-vector.ts'
import { keyText } from '../version-words.ts'
import { versionsOf } from '../versions.ts'
import { show, time } from '../words.ts'

/** A client's first write of a key got the number after that of its last write, of another key. */
export function countsAcrossKeys(run: Run): string | undefined {
  const last = new Map<string, { key: string; entry: number }>()
  for (const { operation, arrival, key, value, vc, answered } of versionsOf(run)) {
    const { client, node } = operation
    const before = last.get(client)
    const entry = entryOf(answered ?? {}, client)
    last.set(client, { key, entry })
    if (before === undefined || before.key === key || answered === undefined) continue
    if (entryOf(vc, client) !== 1 || entry !== before.entry + 1 || entry === 1) continue
    return `At ${time(arrival.at)} ${client} wrote ${keyText(key)} = ${show(value)} at ${node}, its first write of this key, and was answered ${vectorText(answered)}. Its last write had been of ${keyText(before.key)}, and had got ${client}:${before.entry}.`
  }
  return undefined
}
