import { describe, expect, it } from 'vitest'
import { answersFanout } from '../../lib/check/fanout-answers.ts'
import { whySenseless } from '../../lib/check/fanout-requests.ts'
import type { Body } from '../../lib/protocol/message.ts'
import { calc, simulate, talk } from '../support/calculator.ts'
import { failureOf } from '../support/finding.ts'

const right = { min_fanout: 15, miss_prob: 0.007416 }
const judged = (request: Body, answer: Parameters<typeof talk>[1]) => answersFanout(talk([request], answer))
const said = (request: Body, answer: Parameters<typeof talk>[1]) => failureOf(judged(request, answer)).message

describe('a request that makes sense', () => {
  it('gets its answer', () => {
    expect(judged(calc(25, 0.99, 5), () => right)).toEqual({ kind: 'holds' })
    expect(judged(simulate(1, 0, 1, 1), () => ({ delivery_rate: 0, avg_rounds_to_all: null }))).toEqual({
      kind: 'holds',
    })
  })

  it.each<[string, Parameters<typeof talk>[1], string]>([
    ['nothing', () => undefined, 'It got no answer.'],
    [
      'an error',
      () => 12,
      'It was answered error with code 12 and text "no". The answer should be a "calc_fanout_ok".',
    ],
    [
      'less',
      () => ({ min_fanout: 15 }),
      'It was answered calc_fanout_ok with min_fanout 15. The field "miss_prob" should hold a number.',
    ],
    [
      'text',
      () => ({ ...right, min_fanout: '15' }),
      'It was answered calc_fanout_ok with min_fanout "15" and miss_prob 0.007416. The field "min_fanout" should hold a number.',
    ],
    [
      'more',
      () => ({ ...right, k: 1 }),
      'It was answered calc_fanout_ok with min_fanout 15, miss_prob 0.007416 and k 1, with a field "k" that is not documented.',
    ],
  ])('does not get %s', (_, answer, text) => {
    expect(said(calc(25, 0.99, 5), answer)).toBe(
      `A client asked for calc_fanout with nodes 25, target_prob 0.99 and rounds 5. ${text}`,
    )
  })
})

describe('a request that makes none', () => {
  it.each<[Body, string]>([
    [calc(0, 0.99, 5), 'there must be at least 1 node'],
    [calc(2.5, 0.99, 5), 'nodes must be a whole number'],
    [calc(25, 0.99, 0), 'there must be at least 1 round'],
    [calc(25, 1.1, 5), 'target_prob must be from 0 to 1'],
    [calc(25, -0.1, 5), 'target_prob must be from 0 to 1'],
    [calc(25, 0.9, 5, 'other'), 'model must be "independent" or "epidemic"'],
    [simulate(5, 0, 5, 10), 'a node must tell at least 1 other where there are others'],
    [simulate(5, 5, 5, 10), 'a node cannot tell more than the 4 others'],
    [simulate(1, 1, 5, 10), 'a node cannot tell more than the 0 others'],
    [simulate(5, 2, 5, 0), 'there must be at least 1 trial'],
    [simulate(5, 2, 5, 1.5), 'trials must be a whole number'],
  ])('is found: %o', (request, reason) => {
    expect(whySenseless(request)).toBe(reason)
  })

  it.each([
    calc(1, 0, 1),
    calc(1, 1, 1),
    simulate(1, 0, 1, 1),
    simulate(5, 4, 1, 1),
    calc(3, 0.5, 1, 'epidemic'),
  ])('is not this: %o', (request) => {
    expect(whySenseless(request)).toBeUndefined()
  })

  it('gets error 12 and nothing else', () => {
    expect(judged(calc(0, 0.99, 5), () => 12)).toEqual({ kind: 'holds' })
    for (const answer of [() => 10, () => right]) {
      expect(said(calc(0, 0.99, 5), answer)).toMatch(
        /The answer should be error 12: there must be at least 1 node\.$/,
      )
    }
  })
})

describe('a request for another model', () => {
  it('is looked at where that is asked for, and there alone', () => {
    const requests = [
      calc(25, 0.99, 5, 'epidemic'),
      calc(25, 0.99, 5, 'other'),
      calc(25, 0.99, 5, 'independent'),
    ]
    const first = talk(requests, ({ model }) => (model === 'independent' ? right : 10))
    expect(answersFanout(first)).toEqual({ kind: 'holds' })
    expect(answersFanout(first, { otherModels: true }).kind).toBe('fails')
    const second = talk(requests, ({ model }) => (model === 'epidemic' ? right : 12))
    expect(answersFanout(second, { otherModels: true })).toEqual({ kind: 'holds' })
    expect(answersFanout(second).kind).toBe('fails')
  })
})
