import { isClient, valueKey } from '../../protocol/message.ts'
import { Knowing } from '../knowing.ts'
import type { Run } from '../run.ts'
import { covers } from '../version-vector.ts'
import { versionText } from '../version-words.ts'
import { modeOf, versionsOf } from '../versions.ts'
import { time } from '../words.ts'

/** In lww mode a message of another node made a node go back from a later write to an earlier one. */
export function takesWhateverComes(run: Run): string | undefined {
  if (modeOf(run) === 'vv') return undefined
  const writes = new Map(versionsOf(run).map((written) => [written.text, written]))
  const knowing = new Knowing(run)
  for (const event of run.trace.events) {
    if (event.kind !== 'forget') continue
    const cause = run.trace.events[event.cause ?? -1]
    const gone = writes.get(event.value as string)
    if (gone === undefined || cause?.kind !== 'deliver' || isClient(cause.src)) continue
    const [now] = knowing
      .knownBy(event.node, event)
      .flatMap((key) => writes.get(JSON.parse(key)) ?? [])
      .filter(({ key }) => key === gone.key)
    // Where one covers the other it may be vectors that were looked at.
    if (now === undefined || now.clock >= gone.clock || covers(now.vc, gone.vc)) continue
    const isNew = knowing.spans(event.node, valueKey(now.text)).some(({ from }) => from.cause === event.cause)
    if (!isNew) continue
    return `${event.node} showed ${versionText(gone)}, taken when ${gone.operation.node}'s clock stood at ${time(gone.clock)}. At ${time(event.at)} a message from ${cause.src} made it show ${versionText(now)}, taken at ${time(now.clock)} by ${now.operation.node}'s clock: the earlier one.`
  }
  return undefined
}
