import { describe, expect, it } from 'vitest'
import { throwsAllTrials } from '../../lib/check/gossip-spread.ts'
import { createRandom } from '../../lib/random/random.ts'
import { simulate, talk } from '../support/calculator.ts'
import { failureOf } from '../support/finding.ts'

const error = 2e-8
const forty = Array.from({ length: 40 }, () => simulate(5, 1, 4, 100))
/** All five know after four rounds. */
const p = 0.7697

/** Answers of a program that throws so many trials, whatever it is asked for, and adds some noise to what is due. */
function answered(thrown: number, seed = 1) {
  const random = createRandom(seed, 'spread')
  return talk(forty, () => {
    let delivered = 0
    for (let trial = 0; trial < thrown; trial++) if (random() < p) delivered++
    const rate =
      thrown === 0 ? (Math.round(100 * p) + Math.round(4 * random() - 2)) / 100 : delivered / thrown
    return { delivery_rate: rate, avg_rounds_to_all: 3.46 }
  })
}

describe('as many trials as are asked for', () => {
  it.each([1, 2, 3, 4, 5])('spread as they should, seed %i', (seed) => {
    expect(throwsAllTrials(answered(100, seed), error)).toEqual({ kind: 'holds' })
  })

  it('are more than a tenth of them, which spread too wide', () => {
    expect(failureOf(throwsAllTrials(answered(10), error)).message).toMatch(
      / stray from the 76\.97 that are due by 1\d\.\d+ \(the root of the mean square\), and those of dice by 4\.21\. So far stray the numbers of \d+ trials\.$/,
    )
  })

  it('are more than a half of them, whose numbers are all even', () => {
    expect(failureOf(throwsAllTrials(answered(50), error)).message).toMatch(
      /In all 40 answers of this run that chance has a say in, the number of trials that delivered to all is a multiple of 2\. Dice come to that less than once in 50,000,000 times\.$/,
    )
  })

  it('are more than none and a little noise', () => {
    expect(failureOf(throwsAllTrials(answered(0), error)).message).toMatch(
      / and those of dice by 4\.21\. So close together no dice stay\.$/,
    )
  })

  it('are not judged by a few answers', () => {
    const few = talk(forty.slice(0, 8), () => ({ delivery_rate: 0.5, avg_rounds_to_all: 3 }))
    expect(throwsAllTrials(few, error)).toEqual({ kind: 'holds' })
  })
})
