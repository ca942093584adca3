import { describe, expect, it } from 'vitest'
import { plausibleCounts } from '../../../lib/check/statistics/plausible-counts.ts'
import { sequentialTest } from '../../../lib/check/statistics/sequential-test.ts'
import { createRandom } from '../../../lib/random/random.ts'

const hypotheses = { right: 0.5, wrong: 0.6, falseAlarm: 0.01, miss: 0.02 }

function decide(random: () => number, p: number): { verdict: 'right' | 'wrong'; trials: number } {
  for (let trials = 1, successes = 0; ; trials++) {
    if (random() < p) successes++
    const verdict = sequentialTest(successes, trials, hypotheses)
    if (verdict !== 'undecided') return { verdict, trials }
  }
}

describe('the sequential test', () => {
  it('is undecided before the first trial', () => {
    expect(sequentialTest(0, 0, hypotheses)).toBe('undecided')
  })

  it('keeps both errors within their bounds, asked after every single trial', () => {
    const random = createRandom(1, 'sprt')
    const experiments = 2000
    let [alarms, misses] = [0, 0]
    for (let experiment = 0; experiment < experiments; experiment++) {
      if (decide(random, hypotheses.right).verdict === 'wrong') alarms++
      if (decide(random, hypotheses.wrong).verdict === 'right') misses++
    }
    // What is bounded is the probability: the share of the experiments may be above it by chance.
    const { falseAlarm, miss } = hypotheses
    expect(alarms).toBeLessThanOrEqual(plausibleCounts(experiments, falseAlarm, 1e-3).most)
    expect(misses).toBeLessThanOrEqual(plausibleCounts(experiments, miss, 1e-3).most)
    expect(alarms + misses).toBeGreaterThan(0)
  })

  it('knows at once when the impossible happens', () => {
    expect(sequentialTest(1, 1, { ...hypotheses, right: 0 })).toBe('wrong')
    expect(sequentialTest(1, 1, { ...hypotheses, wrong: 0 })).toBe('right')
  })
})
