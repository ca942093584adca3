import { clashesIn, clashText, digestsOf } from '../digests.ts'
import type { Run } from '../run.ts'

/** Nodes that held the same values answered different digests. */
export function digestDependsOnOrder(run: Run): string | undefined {
  const clash = clashesIn(digestsOf(run)).find(({ kind }) => kind === 'same-set')
  return clash === undefined ? undefined : clashText(clash)
}
