import type { Run } from '../run.ts'
import { entryOf, vectorText } from '../version-vector.ts'
import { versionsOf } from '../versions.ts'
import { names, show, time } from '../words.ts'

/** A vector claims that its client had read what was not in its context, though the node held it. */
export function coversUnread(run: Run): string | undefined {
  const writes = versionsOf(run)
  for (const [place, written] of writes.entries()) {
    const { operation, arrival, key, value, context, answered } = written
    const before = writes.slice(0, place).filter((other) => other.key === key)
    const claimed = Object.keys(answered ?? {}).filter(
      (client) =>
        client !== operation.client &&
        entryOf(answered ?? {}, client) > entryOf(context, client) &&
        before.some(({ vc }) => entryOf(vc, client) >= entryOf(answered ?? {}, client)),
    )
    if (answered === undefined || claimed.length === 0) continue
    return `At ${time(arrival.at)} ${operation.client} wrote ${show(value)} at ${operation.node} with the context ${vectorText(context)}, and was answered ${vectorText(answered)}. That says it had read the writes of ${names(claimed)}, and it had not: they are not in its context.`
  }
  return undefined
}
