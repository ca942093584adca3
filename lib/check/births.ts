import { type Reading, readingsOf } from './readings.ts'
import type { Run } from './run.ts'
import { type Shown, versionsOf, type Written } from './versions.ts'

/** A write, what its node had taken before under the key, and the next read there. */
export type Birth = { written: Written; before: Written[]; reading: Reading; shown: Shown[] }

/** In the order in which they arrived; only writes that a client read back before the key was written there again. */
export function birthsIn(run: Run): Birth[] {
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
