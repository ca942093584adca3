import type { Run } from '../run.ts'
import { entryOf, vectorText } from '../version-vector.ts'
import { keyText } from '../version-words.ts'
import { versionsOf, type Written } from '../versions.ts'
import { show, time } from '../words.ts'

/** So often, at least; once it may be chance. */
const enough = 2

/** Each first write of a key got the number after that of its client's last write, of another key. */
export function countsAcrossKeys(run: Run): string | undefined {
  const last = new Map<string, Written>()
  const firsts = versionsOf(run).flatMap((written) => {
    const { client } = written.operation
    const before = last.get(client)
    last.set(client, written)
    const isFirst = entryOf(written.vc, client) === 1 && before !== undefined && before.key !== written.key
    return isFirst ? [{ written, before }] : []
  })
  const goOn = firsts.every(({ written, before }) => entryIn(written) === entryIn(before) + 1)
  const [first] = firsts
  if (first === undefined || firsts.length < enough || !goOn) return undefined
  const { before, written } = first
  const { operation, arrival, key, value, answered = {} } = written
  const { client, node } = operation
  return `At ${time(arrival.at)} ${client} wrote ${keyText(key)} = ${show(value)} at ${node}, its first write of this key, and was answered ${vectorText(answered)}. Its last write had been of ${keyText(before.key)}, and had got ${client}:${entryIn(before)}.`
}

/** The number that a client's write was given. */
function entryIn({ answered = {}, operation }: Written): number {
  return entryOf(answered, operation.client)
}
