import type { Run } from '../run.ts'
import { settledReadings } from '../settled.ts'
import { versionText } from '../version-words.ts'
import { count, time } from '../words.ts'

/** No node sent another a single message. */
export function neverExchanges(run: Run): string | undefined {
  const { nodes } = run.trace.plan
  if (nodes.length === 1 || run.facts.serverMessages.length > 0) return undefined
  for (const { reading, expected } of settledReadings(run, 0)) {
    const foreign = expected.find(({ operation }) => operation.node !== reading.node)
    if (foreign !== undefined)
      return `${foreign.operation.node} took ${versionText(foreign)} at ${time(foreign.arrival.at)}. Until the end of the run, at ${time(run.trace.end.at)}, none of the ${count(nodes.length, 'node')} sent another a message.`
  }
  return undefined
}
