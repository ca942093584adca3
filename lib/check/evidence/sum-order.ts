import { type Birth, birthsIn } from '../births.ts'
import type { Run } from '../run.ts'
import { covers, totalOf } from '../version-vector.ts'
import { versionText } from '../version-words.ts'
import { modeOf, type Shown } from '../versions.ts'
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

function largerIn({ written, shown }: Birth): Shown | undefined {
  return shown.find(({ vc }) => totalOf(vc) > totalOf(written.vc))
}
