import { writeOf } from '../readings.ts'
import type { Run } from '../run.ts'
import { settledReadings } from '../settled.ts'
import { covers } from '../version-vector.ts'
import { versionText } from '../version-words.ts'
import { modeOf, type Written } from '../versions.ts'
import { time } from '../words.ts'

/**
 * In lww mode all nodes end with a version that covers the latest one, which no node ever took in its place; where no
 * vector covers the other they end with the latest.
 */
export function comparesVectorsFirst(run: Run): string | undefined {
  if (modeOf(run) === 'vv') return undefined
  let isClockAsked = false
  const wrong: { said: string; kept: Written }[] = []
  for (const { reading, expected } of settledReadings(run, settledMs)) {
    const { shown = [], before, arrival, key } = reading
    const [version] = shown
    const [latest] = expected
    const kept = version === undefined ? undefined : writeOf(version, before)
    if (shown.length !== 1 || kept === undefined || latest === undefined) return undefined
    if (kept === latest) {
      isClockAsked ||= before.some(({ vc }) => !covers(latest.vc, vc))
      continue
    }
    if (!covers(kept.vc, latest.vc) || kept.clock === latest.clock) return undefined
    const [took, earlier] = [latest.operation.node, kept.operation.node]
    const said = `${took} took ${versionText(latest)} of ${JSON.stringify(key)} when its clock stood at ${time(latest.clock)}, ${earlier} took ${versionText(kept)} when its own stood at ${time(kept.clock)}. At ${time(arrival.at)} ${reading.node} showed the latter, which covers the former.`
    wrong.push({ said, kept })
  }
  const [first] = wrong
  if (first === undefined || !isClockAsked || wrong.some(({ kept }) => wasGivenUp(run, kept)))
    return undefined
  return `${first.said} Where neither covered the other the later clock won.`
}

/** After that long nothing is on its way any more. */
const settledMs = 5000

function wasGivenUp({ trace }: Run, { text }: Written): boolean {
  return trace.events.some((event) => event.kind === 'forget' && event.value === text)
}
