import type { EventOf } from '../trace/event.ts'
import { type Finding, holds } from './finding.ts'
import { Knowing } from './knowing.ts'
import type { Run } from './run.ts'
import { historyOf, versionsText, versionText } from './version-words.ts'
import { isCovered, modeOf, versionsOf, type Written } from './versions.ts'
import { time } from './words.ts'

/** A version that a node no longer showed though nothing it held covers it. */
export type Dropped = { event: EventOf<'forget'>; written: Written; left: Written[] }

/** In vv mode, in the order in which it happened. */
export function droppedIn(run: Run): Dropped[] {
  if (modeOf(run) === 'lww') return []
  const writes = new Map<string, Written[]>()
  for (const written of versionsOf(run))
    writes.set(written.text, [...(writes.get(written.text) ?? []), written])
  const knowing = new Knowing(run)
  return run.trace.events.flatMap((event): Dropped[] => {
    if (event.kind !== 'forget') return []
    const [written, twin] = writes.get(event.value as string) ?? []
    // Of equal values written twice nobody can tell here which of them is gone.
    if (written === undefined || twin !== undefined) return []
    // What a step brings is told before what it takes, so the newcomers are among them.
    const held = knowing.knownBy(event.node, event).flatMap((key) => writes.get(JSON.parse(key)) ?? [])
    const left = held.filter(({ key }) => key === written.key)
    return isCovered(written, left) ? [] : [{ event, written, left }]
  })
}

/** What a node has shown it goes on showing, until it shows a version that covers it. */
export function losesOnlyCovered(run: Run): Finding {
  const [first] = droppedIn(run)
  if (first === undefined) return holds
  const { event, written, left } = first
  const cause = run.trace.events[event.cause ?? -1]
  const when = cause?.kind === 'deliver' ? `when a message from ${cause.src} arrived` : 'by itself'
  return {
    kind: 'fails',
    at: event.at,
    message: `At ${time(event.at)}, ${when}, ${event.node} stopped showing ${versionText(written)} of ${JSON.stringify(written.key)}. What it still showed was ${versionsText(left)}, and that does not cover it: who wrote that had not read ${versionText(written)}.`,
    chain: historyOf(run, written.key, event),
  }
}
