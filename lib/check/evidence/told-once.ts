import { carries, type Sent } from '../../trace/facts.ts'
import { writeOf } from '../readings.ts'
import type { Run } from '../run.ts'
import { type Settled, settledReadings } from '../settled.ts'
import { covers } from '../version-vector.ts'
import { versionText } from '../version-words.ts'
import { modeOf, versionsOf, type Written } from '../versions.ts'
import { time } from '../words.ts'

/** Whoever means to send it again has done so by then. */
const patienceMs = 5000

/** No node sent another one version twice, and one was lost on its only way to a node. */
export function tellsVersionOnce(run: Run): string | undefined {
  const settled = settledReadings(run, patienceMs)
  const lost = settled.flatMap((one) => missingIn(run, one, settled))
  const [first] = lost
  if (first === undefined || repeatsItself(run)) return undefined
  const { written, reading, last } = first
  const [drop] = last.drops
  const how = drop?.reason === 'cut' ? `the partition "${drop.by}" dropped it` : 'the network lost it'
  const { src, dest, at } = last.event
  return `${src} sent ${dest} the version ${versionText(written)} at ${time(at)}; ${how}. Nobody sent it to ${dest} again: at ${time(reading.arrival.at)} it was still missing there. No other version was sent to the same node twice.`
}

/** What a node lacks, though another one shows it, and none of the messages that carried it there arrived. */
function missingIn(run: Run, { reading, expected, since }: Settled, settled: Settled[]) {
  const { node, shown = [], arrival } = reading
  return expected.flatMap((written) => {
    const lacks = modeOf(run) === 'lww' || !shown.some(({ vc }) => covers(vc, written.vc))
    const isHeld = settled.some(
      ({ reading: other }) =>
        other.key === written.key && (other.shown ?? []).some((one) => writeOf(one, [written])),
    )
    if (!lacks || !isHeld || written.operation.node === node) return []
    const carriers = carriersOf(run, written).filter(
      ({ event }) => event.dest === node && event.at < arrival.at,
    )
    const last = carriers.at(-1)
    const isLost = carriers.every(({ deliveries, drops }) => deliveries.length === 0 && drops.length > 0)
    return last === undefined || !isLost || last.event.at > since ? [] : [{ written, reading, last }]
  })
}

function repeatsItself(run: Run): boolean {
  return versionsOf(run).some((written) => {
    const ways = carriersOf(run, written).map(({ event: { src, dest } }) => `${src} ${dest}`)
    return new Set(ways).size < ways.length
  })
}

/** Texts alone can be told from the counts and clocks beside them. */
function carriersOf({ facts }: Run, { value }: Written): Sent[] {
  if (typeof value !== 'string') return []
  return facts.serverMessages.filter(({ event }) => carries(event.body, value))
}
