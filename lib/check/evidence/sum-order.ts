import { type Reading, readingsOf } from '../readings.ts'
import type { Run } from '../run.ts'
import { covers, totalOf } from '../version-vector.ts'
import { versionText } from '../version-words.ts'
import { modeOf, type Shown, versionsOf, type Written } from '../versions.ts'
import { time } from '../words.ts'

/**
 * Writes that their own node did not show when it was read next, each beside a version whose entries add up to more but
 * which does not cover it; and another write was kept that covers as little, and adds up to as much or more.
 */
export function comparesBySum(run: Run): string | undefined {
  if (modeOf(run) === 'lww') return undefined
  const births = birthsIn(run)
  const dropped = births.filter(({ written, shown }) => !shown.some(({ vc }) => covers(vc, written.vc)))
  const kept = births.some(
    (birth) =>
      !dropped.includes(birth) &&
      birth.before.some(
        ({ vc }) => !covers(birth.written.vc, vc) && totalOf(vc) <= totalOf(birth.written.vc),
      ),
  )
  const [first] = dropped
  const larger = first && largerIn(first)
  if (first === undefined || larger === undefined || !kept) return undefined
  if (!dropped.every((birth) => largerIn(birth) !== undefined)) return undefined
  const { written, reading } = first
  const { node, client } = written.operation
  return `At ${time(written.arrival.at)} ${node} took ${client}'s ${versionText(written)}. Read at ${time(reading.arrival.at)}, it showed ${versionText(larger)} and not that: its entries add up to ${totalOf(larger.vc)} and not to ${totalOf(written.vc)}, but it does not cover it.`
}

/** A write, what its node had taken before under the key, and the next read there. */
type Birth = { written: Written; before: Written[]; reading: Reading; shown: Shown[] }

function birthsIn(run: Run): Birth[] {
  const readings = readingsOf(run)
  const writes = versionsOf(run)
  return writes.flatMap((written, place): Birth[] => {
    const isHere = (other: Written) =>
      other.key === written.key && other.operation.node === written.operation.node
    const next = writes.slice(place + 1).find(isHere)?.arrival.id ?? Number.POSITIVE_INFINITY
    const reading = readings.find(
      ({ arrival, key, node }) =>
        key === written.key && node === written.operation.node && arrival.id > written.arrival.id,
    )
    if (reading?.shown === undefined || reading.arrival.id > next) return []
    return [{ written, before: writes.slice(0, place).filter(isHere), reading, shown: reading.shown }]
  })
}

function largerIn({ written, shown }: Birth): Shown | undefined {
  return shown.find(({ vc }) => totalOf(vc) > totalOf(written.vc))
}
