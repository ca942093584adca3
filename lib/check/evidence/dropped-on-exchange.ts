import { isClient } from '../../protocol/message.ts'
import { carries, type Sent } from '../../trace/facts.ts'
import { type Dropped, droppedIn } from '../covered.ts'
import type { Run } from '../run.ts'
import { settledReadings } from '../settled.ts'
import { covers } from '../version-vector.ts'
import { versionsText, versionText } from '../version-words.ts'
import { modeOf, type Written } from '../versions.ts'
import { time } from '../words.ts'

/** In an exchange a version was given up, or not taken, though it was in no way covered. */
export function dropsOnExchange(run: Run): string | undefined {
  if (modeOf(run) === 'lww') return undefined
  const dropped = droppedIn(run)
  // Who drops versions when a client writes as well errs in more than in exchanges.
  return dropped.some(({ event }) => isClient(bringerOf(run, event) ?? ''))
    ? undefined
    : (givenUp(run, dropped) ?? notTaken(run))
}

/** Whose message made a node drop a version; undefined if none did. */
function bringerOf({ trace }: Run, { cause }: Dropped['event']): string | undefined {
  const trigger = trace.events[cause ?? -1]
  return trigger?.kind === 'deliver' ? trigger.src : undefined
}

/** A node dropped what it had when a message of another came. */
function givenUp(run: Run, dropped: Dropped[]): string | undefined {
  for (const { event, written, left } of dropped) {
    const src = bringerOf(run, event)
    if (src === undefined) continue
    return `At ${time(event.at)} a message from ${src} reached ${event.node}, which then showed ${versionsText(left)} of ${JSON.stringify(written.key)}, and ${versionText(written)} no longer. Nothing that it showed covers that.`
  }
  return undefined
}

/** A node that had a sibling of its own got a version in a message, with its vector, and never showed it. */
function notTaken(run: Run): string | undefined {
  for (const { reading, expected } of settledReadings(run, 0)) {
    const { node, arrival, shown = [] } = reading
    // Who tells a conflict knows of more than it shows.
    if (shown.length === 0 || (shown.length === 1 && reading.operation.answer?.body.conflict === true))
      continue
    for (const written of expected) {
      if (shown.some(({ vc }) => covers(vc, written.vc))) continue
      const brought = run.facts.serverMessages.find(
        (sent) => sent.event.dest === node && brings(sent, written, arrival.id),
      )
      if (brought === undefined || run.facts.knowledge.get(JSON.stringify(written.text))?.learned.has(node))
        continue
      const [delivery] = brought.deliveries
      return `${versionText(written)} of ${JSON.stringify(written.key)} was in a message from ${brought.event.src} that reached ${node} at ${time(delivery?.at ?? 0)}. ${node} never showed it; at ${time(arrival.at)} it showed ${versionsText(shown)}, which does not cover it.`
    }
  }
  return undefined
}

function brings({ event, deliveries }: Sent, { value, answered }: Written, before: number): boolean {
  if (!deliveries.some(({ id }) => id < before) || answered === undefined) return false
  return typeof value === 'string' && carries(event.body, value)
}
