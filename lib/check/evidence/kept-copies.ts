import { isClient } from '../../protocol/message.ts'
import type { Run } from '../run.ts'
import { versionText } from '../version-words.ts'
import { versionsOf } from '../versions.ts'
import { time } from '../words.ts'

/** When another node's message came, a node showed a value twice that had been written under the key only once. */
export function keepsCopies(run: Run): string | undefined {
  const writes = versionsOf(run)
  for (const event of run.trace.events) {
    if (event.kind !== 'repeat') continue
    const [written, twin] = writes.filter(({ text }) => text === event.value)
    const cause = run.trace.events[event.cause ?? -1]
    if (written === undefined || twin !== undefined || cause?.kind !== 'deliver' || isClient(cause.src))
      continue
    return `At ${time(event.at)}, when a message from ${cause.src} had come, ${event.node} showed ${versionText(written)} of ${JSON.stringify(written.key)} more than once. It was written once.`
  }
  return undefined
}
