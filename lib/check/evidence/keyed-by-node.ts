import type { Run } from '../run.ts'
import { entryOf, vectorText } from '../version-vector.ts'
import { versionsOf } from '../versions.ts'
import { show, time } from '../words.ts'

/** A vector raised the entry of the node that took the write, and not that of the client who made it. */
export function countsByNode(run: Run): string | undefined {
  const found = versionsOf(run).find(({ operation: { node, client }, context, answered }) => {
    if (answered === undefined) return false
    const isRaised = entryOf(answered, node) > entryOf(context, node)
    return isRaised && entryOf(answered, client) === entryOf(context, client)
  })
  if (found?.answered === undefined) return undefined
  const { operation, arrival, value, context, answered } = found
  return `At ${time(arrival.at)} ${operation.client} wrote ${show(value)} at ${operation.node} with the context ${vectorText(context)}, and was answered ${vectorText(answered)}: ${operation.node} counts there, and not ${operation.client}.`
}
