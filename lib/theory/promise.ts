import type { Method, Rounds } from './deliver.ts'
import type { Spread } from './spread.ts'

/** How far off pAll (absolutely) and pMiss (relatively) can be; undefined where nothing has been proved or tried. */
export type Accuracy = { pAll: number; pMiss: number } | undefined

/** Beyond, the error of the exact front counts, which more nodes do not make smaller. */
const largestTried = 1_000_000
const largestFanoutTried = 20
const mostRoundsTried = 200

/**
 * The exact chains add and multiply numbers of one sign, so only rounding is in them: below 10⁻¹¹ in all that we have
 * compared, and ten times that is promised. The hybrid leaves out third moments, of the order 1 ÷ N.
 */
export function promiseOf({ nodes, fanout }: Spread, method: Method, rounds: Rounds): Accuracy {
  if (method === 'exact') return { pAll: 1e-10, pMiss: 1e-10 }
  if (fanout > largestFanoutTried || (rounds !== 'inf' && rounds > mostRoundsTried)) return undefined
  const size = Math.min(nodes, largestTried)
  return { pAll: 5 / size, pMiss: (fanout + 4) / size }
}
