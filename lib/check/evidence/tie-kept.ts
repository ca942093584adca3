import { isClient } from '../../protocol/message.ts'
import { carries } from '../../trace/facts.ts'
import { writeOf } from '../readings.ts'
import type { Run } from '../run.ts'
import { type Settled, settledReadings } from '../settled.ts'
import { versionText } from '../version-words.ts'
import { modeOf, versionsOf, type Written } from '../versions.ts'
import { names, time } from '../words.ts'

/**
 * In lww mode two nodes take writes of one key by equal clocks, hear of each other's, and each goes on showing its own
 * without ever having shown the other.
 */
export function keepsLocalOnTie(run: Run): string | undefined {
  if (modeOf(run) === 'vv') return undefined
  const settled = settledReadings(run, apartMs)
  for (const [one, other] of tiesIn(run)) {
    const at = settled.find(({ reading: { key } }) => key === one.key)?.reading.arrival.at
    const same = settled.filter(({ reading }) => reading.key === one.key && reading.arrival.at === at)
    const [right, wrong] = [showing(same, one), showing(same, other)]
    const keptOwn = right.includes(one.operation.node) && wrong.includes(other.operation.node)
    if (at === undefined || !keptOwn || !ignores(run, one, other) || !ignores(run, other, one)) continue
    return `${one.operation.node} took ${versionText(one)} and ${other.operation.node} took ${versionText(other)} at ${time(one.arrival.at)}, by the same clock, and each was sent the other. At ${time(at)} ${names(right)} still showed the one and ${names(wrong)} the other.`
  }
  return undefined
}

/** After that long nothing is on its way any more that would change it. */
const apartMs = 5000

function tiesIn(run: Run): [Written, Written][] {
  const writes = versionsOf(run)
  return writes.flatMap((one, place) =>
    writes
      .slice(place + 1)
      .filter(
        ({ key, clock, operation }) =>
          key === one.key && clock === one.clock && operation.node !== one.operation.node,
      )
      .map((other): [Written, Written] => [one, other]),
  )
}

function showing(settled: Settled[], written: Written): string[] {
  return settled
    .filter(
      ({ reading: { shown = [] } }) => shown.length === 1 && shown.some((one) => writeOf(one, [written])),
    )
    .map(({ reading: { node } }) => node)
}

/** Whether the node that took one was sent the other, and never showed it. */
function ignores(run: Run, { operation: { node } }: Written, { value, text }: Written): boolean {
  const learned = run.facts.knowledge.get(JSON.stringify(text))?.learned.has(node)
  return (
    learned !== true &&
    typeof value === 'string' &&
    run.facts.serverMessages.some(
      ({ event, deliveries }) =>
        event.dest === node && !isClient(event.src) && deliveries.length > 0 && carries(event.body, value),
    )
  )
}
