import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { entryOf, isVector, sameVector, vectorText } from './version-vector.ts'
import { historyOf, keyText } from './version-words.ts'
import { versionsOf, type Written } from './versions.ts'
import { show, time } from './words.ts'

/** Every write is answered the vector that it should get: its context, and the client's own entry raised. */
export function vectorsAsDocumented(run: Run): Finding {
  const writes = versionsOf(run)
  for (const written of writes) {
    const { operation, arrival, key, value, context, vc, answered } = written
    const said = operation.answer?.body.vc
    if (operation.answer === undefined || (answered !== undefined && sameVector(answered, vc))) continue
    const { client, node } = operation
    const shown = isVector(said) ? vectorText(said) : `${show(said)}, which is no vector`
    return {
      kind: 'fails',
      at: arrival.at,
      message: `At ${time(arrival.at)} ${client} wrote ${keyText(key)} = ${show(value)} at ${node} with the context ${vectorText(context)}, and was answered ${shown}. It should be ${vectorText(vc)}: the context, with ${client}'s entry one more than the largest that ${node} had ever known for ${client} under this key, ${largest(written)}.`,
      chain: historyOf(run, key, arrival),
    }
  }
  return holds
}

function largest({ operation: { client }, vc }: Written): string {
  const before = entryOf(vc, client) - 1
  return before === 0 ? 'which is none, so 0' : `which was ${before}`
}
