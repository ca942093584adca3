import { knobOf } from '../knob.ts'
import type { Run } from '../run.ts'
import { number } from '../words.ts'

/** What chance and the load's own changes make of equal rates. */
const same = 1.15

/** All nodes were told to gossip much more, and sent as much as before. */
export function ignoresSettings(run: Run): string | undefined {
  const turned = knobOf(run)
  if (turned === undefined || turned.slow === 0) return undefined
  const ratio = turned.fast / turned.slow
  if (ratio > same || ratio < 1 / same) return undefined
  const [before, after] = turned.settings
  return `With ${before} the nodes sent ${number(turned.slow)} messages a second, and with ${after} ${number(turned.fast)}.`
}
