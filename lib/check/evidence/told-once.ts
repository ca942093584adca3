import { carries } from '../../trace/facts.ts'
import { writeOf } from '../readings.ts'
import type { Run } from '../run.ts'
import { settledReadings } from '../settled.ts'
import { covers } from '../version-vector.ts'
import { versionText } from '../version-words.ts'
import { modeOf } from '../versions.ts'
import { time } from '../words.ts'

/** A version reached a node never: every message that carried it there was lost, and none was sent later. */
export function tellsVersionOnce(run: Run): string | undefined {
  const settled = settledReadings(run, patienceMs)
  for (const { reading, expected, since } of settled) {
    const { node, shown = [], arrival } = reading
    for (const written of expected) {
      const { value, operation } = written
      const lacks = modeOf(run) === 'lww' || !shown.some(({ vc }) => covers(vc, written.vc))
      if (!lacks || operation.node === node || typeof value !== 'string') continue
      const isHeld = settled.some(
        ({ reading: { key, shown: held = [] } }) =>
          key === written.key && held.some((one) => writeOf(one, [written])),
      )
      if (!isHeld) continue
      const carriers = run.facts.serverMessages.filter(
        ({ event }) => event.dest === node && event.at < arrival.at && carries(event.body, value),
      )
      const last = carriers.at(-1)
      const [drop] = last?.drops ?? []
      if (
        last === undefined ||
        drop === undefined ||
        carriers.some(({ deliveries }) => deliveries.length > 0)
      )
        continue
      if (last.event.at > since) continue
      const how = drop.reason === 'cut' ? `the partition "${drop.by}" dropped it` : 'the network lost it'
      return `${last.event.src} sent ${node} the version ${versionText(written)} at ${time(last.event.at)}; ${how}. Nobody sent it to ${node} again: at ${time(arrival.at)} it was still missing there.`
    }
  }
  return undefined
}

/** Whoever means to send it again has done so by then. */
const patienceMs = 5000
