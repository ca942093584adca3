import { birthsIn } from '../births.ts'
import { writeOf } from '../readings.ts'
import type { Run } from '../run.ts'
import { covers } from '../version-vector.ts'
import { versionText } from '../version-words.ts'
import { modeOf } from '../versions.ts'
import { time } from '../words.ts'

/** So often, at least; once may have another cause. */
const enough = 2

/**
 * A client's write made its node drop what that client had not read. It did so each time: after a write its node shows
 * that write alone, whatever it had taken before.
 */
export function overwritesSiblings(run: Run): string | undefined {
  if (modeOf(run) === 'lww') return undefined
  const births = birthsIn(run).flatMap(({ written, before, reading, shown }) => {
    const unread = before.find(({ vc }) => !covers(written.vc, vc))
    return unread === undefined ? [] : [{ written, unread, reading, shown }]
  })
  const [first] = births
  const isAlone = births.every(
    ({ written, shown }) => shown.length === 1 && shown.every((one) => writeOf(one, [written])),
  )
  if (first === undefined || births.length < enough || !isAlone) return undefined
  const { written, unread, reading } = first
  const { client, node } = written.operation
  return `At ${time(written.arrival.at)} ${client} wrote ${versionText(written)} at ${node}. Read at ${time(reading.arrival.at)}, ${node} showed that alone: ${versionText(unread)} was gone, which ${client} had not read. It was so after every such write.`
}
