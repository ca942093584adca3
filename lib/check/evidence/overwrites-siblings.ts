import { isClient } from '../../protocol/message.ts'
import { droppedIn } from '../covered.ts'
import type { Run } from '../run.ts'
import { versionText } from '../version-words.ts'
import { versionsOf } from '../versions.ts'
import { time } from '../words.ts'

/** A client's write made its node drop what that client had not read. */
export function overwritesSiblings(run: Run): string | undefined {
  const writes = versionsOf(run)
  for (const { event, written } of droppedIn(run)) {
    const cause = run.trace.events[event.cause ?? -1]
    if (cause?.kind !== 'deliver' || !isClient(cause.src)) continue
    const by = writes.find(({ arrival }) => arrival.id === cause.id)
    if (by === undefined || by.key !== written.key) continue
    const { operation } = by
    return `At ${time(event.at)} ${operation.client} wrote ${versionText(by)} at ${operation.node}, and ${versionText(written)} was gone there, which ${operation.client} had not read.`
  }
  return undefined
}
