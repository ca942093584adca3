import { describe, expect, it } from 'vitest'
import { calculatesEpidemic, calculatesIndependent, epidemicMiss } from '../../lib/check/fanout-calculated.ts'
import { calc, talk } from '../support/calculator.ts'
import { failureOf } from '../support/finding.ts'

const answering = (fanout: number, miss: number) => () => ({ min_fanout: fanout, miss_prob: miss })

describe('the independent model', () => {
  it('is answered by the smallest fanout and its miss, to six places', () => {
    const requests = [calc(25, 0.99, 5), calc(25, 0.99, 5, 'independent')]
    expect(calculatesIndependent(talk(requests, answering(15, 0.007416)))).toEqual({ kind: 'holds' })
  })

  it.each([
    [14, 0.0125587],
    [16, 0.0041152],
    [3, 0.512909],
  ])('is not answered by %i', (fanout, miss) => {
    expect(
      failureOf(calculatesIndependent(talk([calc(25, 0.99, 5)], answering(fanout, miss)))),
    ).toMatchObject({
      message: `A client asked for calc_fanout with nodes 25, target_prob 0.99 and rounds 5. It was answered calc_fanout_ok with min_fanout ${fanout} and miss_prob ${miss}. The smallest fanout is 15, with a miss_prob of 0.007415771.`,
      chain: [
        'With a fanout of 15 one node is missed with probability (1 − 15/24)^5 = 0.007415771.',
        'With 14 it is (1 − 14/24)^5 = 0.012558674, more than 1 − 0.99 = 0.01.',
      ],
    })
  })

  it('is not answered by another miss', () => {
    const { message } = failureOf(calculatesIndependent(talk([calc(25, 0.99, 5)], answering(15, 0.9926))))
    expect(message).toMatch(/The fanout is right, and the miss_prob with it is 0\.007415771\.$/)
  })

  it('takes a target that is met exactly for met, and says so', () => {
    expect(calculatesIndependent(talk([calc(6, 0.936, 3)], answering(3, 0.064)))).toEqual({ kind: 'holds' })
    const { chain } = failureOf(calculatesIndependent(talk([calc(6, 0.936, 3)], answering(4, 0.008))))
    expect(chain?.[1]).toBe(
      'That is exactly 0.064, which is 1 − 0.936: the target is met, though rounding may hide it.',
    )
  })

  it('says nothing of what makes no sense, was refused, or is of another model', () => {
    const requests = [calc(0, 0.99, 5), calc(25, 0.99, 5, 'epidemic'), calc(25, 0.99, 5)]
    const ran = talk(requests, ({ nodes, model }) =>
      nodes === 0 || model !== undefined ? { min_fanout: 1, miss_prob: 0 } : 10,
    )
    expect(calculatesIndependent(ran)).toEqual({ kind: 'holds' })
  })
})

describe('the epidemic model', () => {
  it.each([
    [25, 0.99, 5, 3, 0.005274],
    [25, 0.99, 10, 2, 0],
    [25, 1, 5, 24, 0],
    [1, 0.5, 1, 0, 0],
  ])('is answered for %i nodes, %f and %i rounds by %i', (nodes, target, rounds, fanout, miss) => {
    const exact = miss || epidemicMiss({ nodes, target, rounds }, fanout)
    const ran = talk([calc(nodes, target, rounds, 'epidemic')], answering(fanout, exact))
    expect(calculatesEpidemic(ran)).toEqual({ kind: 'holds' })
  })

  it('is not answered by the independent one', () => {
    const ran = talk([calc(25, 0.99, 5, 'epidemic')], answering(15, 0.007416))
    expect(failureOf(calculatesEpidemic(ran))).toMatchObject({
      message: expect.stringMatching(/The smallest fanout is 3, with a miss_prob of 0\.00527\d+\.$/),
      chain: [
        expect.stringMatching(/^With a fanout of 3 somebody is missed with probability 0\.00527\d+\.$/),
        expect.stringMatching(/^With a fanout of 2 .* 0\.26\d+, which is too much\.$/),
      ],
    })
  })
})
