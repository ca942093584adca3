import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatRunId, parseRunId } from '../../lib/grade/run-id.ts'

describe('a run’s id', () => {
  it('names task, scenario and seed', () => {
    expect(formatRunId({ task: '1.1', scenario: 'ring-of-6', seed: 1003 })).toBe('1.1-ring-of-6-s1003')
  })

  it('says when the run was made smaller', () => {
    expect(formatRunId({ task: '1.1', scenario: 'ring-of-6', seed: 3, shrunk: true })).toBe(
      '1.1-ring-of-6-s3-min',
    )
  })

  it('gives back what it was made of', () => {
    const word = fc.stringMatching(/^[a-z0-9]{1,6}$/)
    const runs = fc.record({
      task: fc
        .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 20 }))
        .map((pair) => pair.join('.')),
      scenario: fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join('-')),
      seed: fc.maxSafeNat(),
      shrunk: fc.boolean(),
    })
    fc.assert(
      fc.property(runs, (one) => {
        expect(parseRunId(formatRunId(one))).toEqual(one)
      }),
      { seed: 1, numRuns: 300 },
    )
  })

  it.each([
    '',
    '1.1',
    '1.1-ring-of-6',
    'ring-of-6-s3',
    '1-ring-s3',
    '1.1-Ring-s3',
    '1.1-ring-s-3',
    '1.1-../../etc-s3',
    '1.1-ring-s3.json',
    ' 1.1-ring-s3',
    '1.1-ring-s99999999999999999999',
  ])('is not %j', (id) => {
    expect(parseRunId(id)).toBeUndefined()
  })
})
