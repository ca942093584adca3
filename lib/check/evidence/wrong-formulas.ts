import { missByOne } from '../../theory/independent-fanout.ts'
import type { Calculation } from '../fanout-requests.ts'
import type { Run } from '../run.ts'
import { answersBy } from './other-fanouts.ts'

/** The fanouts are those of a node that may also tell itself. */
export function countsItself(run: Run): string | undefined {
  return answersBy(run, '(1 − K/N)^R, with N in place of N − 1,', (question) =>
    smallest(question, (fanout) => (1 - fanout / question.nodes) ** question.rounds),
  )
}

/** The fanouts are those with which the one node misses none of the others. */
export function meansAllOthers(run: Run): string | undefined {
  const none = (question: Calculation) => (fanout: number) =>
    -Math.expm1((question.nodes - 1) * Math.log1p(-missByOne(question, fanout)))
  const sum = (question: Calculation) => (fanout: number) =>
    (question.nodes - 1) * missByOne(question, fanout)
  return (
    answersBy(run, '1 − (1 − miss)^(N − 1), the chance to miss any of the others,', (question) =>
      smallest(question, none(question)),
    ) ??
    answersBy(run, '(N − 1) × miss, the most that the chance to miss any can be,', (question) =>
      smallest(question, sum(question)),
    )
  )
}

function smallest({ nodes, target }: Calculation, miss: (fanout: number) => number): number {
  let fanout = 1
  while (fanout < nodes - 1 && miss(fanout) > 1 - target + 1e-9) fanout++
  return fanout
}
