import { clockIn } from '../../trace/clock.ts'
import { compareEntries, entryText } from '../lww-order.ts'
import { Showing } from '../lww-shown.ts'
import { type Beaten, beatenWrites } from '../lww-writes.ts'
import type { Run } from '../run.ts'
import { show, time } from '../words.ts'

/** A clock is read in whole milliseconds, and a ts may be a little more. */
const sameSeconds = 0.002

/** A write got what the clock said, and loses to an earlier one of the same node and key. */
export function stampsByClockAlone(run: Run): string | undefined {
  return stamped(
    run,
    ({ isOwn, isHeld, write }, clock) => isOwn && isHeld && Math.abs(write.entry.ts - clock) < sameSeconds,
  )
}

/** A write got the very ts of what it had to beat, well ahead of the clock: something was meant to be added to it. */
export function addsNothing(run: Run): string | undefined {
  return stamped(
    run,
    ({ write, by, isHeld }, clock) =>
      isHeld && write.entry.ts === by.entry.ts && by.entry.ts > clock + sameSeconds,
  )
}

/** Writes win over the node's own earlier ones, and one loses to an entry that the node had from elsewhere. */
export function beatsOnlyItsOwn(run: Run): string | undefined {
  const showing = new Showing(run)
  if (beatenWrites(showing).some(({ isOwn }) => isOwn)) return undefined
  return stamped(run, ({ isOwn, isHeld, write, by }) => !isOwn && isHeld && write.entry.ts < by.entry.ts)
}

function stamped(run: Run, isSuch: (beaten: Beaten, clock: number) => boolean): string | undefined {
  const clock = clockIn(run.trace)
  const clockOf = ({ write }: Beaten) => clock(write.at, write.arrival) / 1000
  const showing = new Showing(run)
  const such = beatenWrites(showing).filter((one) => isSuch(one, clockOf(one)))
  const beaten = such.find((one) => !isSame(one)) ?? such[0]
  // Where answers say another ts than is held, they prove nothing.
  if (beaten === undefined || showing.entries.misdated.length > 0) return undefined
  const { write, by } = beaten
  const { at, key, entry, answered } = write
  const outcome = isSame(beaten) ? 'and an entry does not win over the very same' : 'and that wins'
  return `At ${time(answered.at)}, when its clock said ${clockOf(beaten).toFixed(3)} s, ${at} gave ${show(key)} = ${show(entry.value)} the ts ${entry.ts}. It had ${entryText(by.entry)} already, ${outcome}.`
}

function isSame({ write, by }: Beaten): boolean {
  return compareEntries(write.entry, by.entry) === 0
}
