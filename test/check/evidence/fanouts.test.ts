import { describe, expect, it } from 'vitest'
import {
  answersNextTo,
  missesExactTargets,
  wantsMoreThanTarget,
} from '../../../lib/check/evidence/other-fanouts.ts'
import { countsItself, meansAllOthers } from '../../../lib/check/evidence/wrong-formulas.ts'
import type { Run } from '../../../lib/check/run.ts'
import { fanoutByOne, missByOne } from '../../../lib/theory/independent-fanout.ts'
import { calc, talk } from '../../support/calculator.ts'

type Question = { nodes: number; target: number; rounds: number }

const exact: Question = { nodes: 6, target: 0.936, rounds: 3 }
const questions: Question[] = [
  exact,
  ...Array.from({ length: 30 }, (_, index) => ({
    nodes: 10 + 3 * index,
    target: [0.5, 0.9, 0.99, 0.999][index % 4] ?? 0.5,
    rounds: 1 + (index % 7),
  })),
  // Met exactly, and nothing is rounded on the way.
  { nodes: 3, target: 0.75, rounds: 2 },
  { nodes: 5, target: 0.75, rounds: 1 },
  { nodes: 9, target: 0.875, rounds: 3 },
]
const right = (question: Question) => fanoutByOne(question, question.target)
const smallest = ({ nodes, target }: Question, miss: (fanout: number) => number) => {
  let fanout = 1
  while (fanout < nodes - 1 && miss(fanout) > 1 - target) fanout++
  return fanout
}

function ranWith(answer: (question: Question) => number, some = questions): Run {
  const requests = some.map(({ nodes, target, rounds }) => calc(nodes, target, rounds))
  return talk(requests, (_, index) => ({ min_fanout: answer(some[index] ?? exact), miss_prob: 0 }))
}

const evidence = { countsItself, meansAllOthers, answersNextTo, missesExactTargets, wantsMoreThanTarget }
const provenBy = (run: Run) =>
  Object.entries(evidence).flatMap(([name, proves]) => (proves(run) === undefined ? [] : [name]))

const programs: [string, (question: Question) => number, (keyof typeof evidence)[]][] = [
  ['is right', right, []],
  ['divides by N', (q) => smallest(q, (k) => (1 - k / q.nodes) ** q.rounds), ['countsItself']],
  ['adds up the others', (q) => smallest(q, (k) => (q.nodes - 1) * missByOne(q, k)), ['meansAllOthers']],
  [
    'multiplies the others',
    (q) => smallest(q, (k) => 1 - (1 - missByOne(q, k)) ** (q.nodes - 1)),
    ['meansAllOthers'],
  ],
  ['is one too large', (q) => Math.min(q.nodes - 1, right(q) + 1), ['answersNextTo']],
  ['is one too small', (q) => Math.max(1, right(q) - 1), ['answersNextTo']],
  [
    'rounds',
    (q) => smallest(q, (k) => ((q.nodes - 1 - k) / (q.nodes - 1)) ** q.rounds),
    ['missesExactTargets'],
  ],
  [
    'asks for more than the target',
    (q) => right(q) + (missByOne(q, right(q)) === 1 - q.target || q === exact ? 1 : 0),
    ['wantsMoreThanTarget'],
  ],
  ['is far off', () => 2, []],
]

describe('a program that', () => {
  it.each(programs)('%s is recognised by its answers', (_, answer, proofs) => {
    expect(provenBy(ranWith(answer))).toEqual(proofs)
  })

  it('was asked little is not told from another', () => {
    const few = questions.slice(1, 8)
    for (const [, answer] of programs) expect(provenBy(ranWith(answer, few))).toEqual([])
  })

  it('rounds is told so in figures', () => {
    expect(missesExactTargets(ranWith(programs[6]?.[1] ?? right))).toMatch(
      /^Of \d+ targets in this run that are met exactly, \d were taken for missed, and no other; of the 3 among them that a computer need not round, none\. For calc_fanout with nodes 6, target_prob 0\.936 and rounds 3 the answer was 4\. With 3 the miss is exactly 1 − 0\.936\.$/,
    )
  })

  it('uses another formula is told so in figures', () => {
    expect(countsItself(ranWith(programs[1]?.[1] ?? right))).toMatch(
      /^Of 34 fanouts \d\d are what \(1 − K\/N\)\^R, with N in place of N − 1, gives\. For calc_fanout with nodes \d+, .* the answer was \d+, and \d+ is right\.$/,
    )
  })
})
