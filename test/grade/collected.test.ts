import { describe, expect, it } from 'vitest'
import { Collected } from '../../lib/grade/collected.ts'
import type { Grader } from '../../lib/grade/grader.ts'
import { plannedRuns } from '../../lib/grade/planned-runs.ts'
import noDedup from '../../solutions/1-naive-broadcast/1-basic-broadcast/mistakes/no-dedup.ts'
import solution from '../../solutions/1-naive-broadcast/1-basic-broadcast/solution.ts'
import { failureOf } from '../support/finding.ts'
import { graderOf, large, lost, small } from '../support/grader.ts'
import { keeper } from '../support/programs.ts'

function collected(grader: Grader = graderOf()) {
  return new Collected(grader, plannedRuns(grader, 1))
}

describe('what the runs of a grading show', () => {
  it('is told run by run: which checks failed', () => {
    const runs = collected()
    expect([runs.take(large(solution).trace), runs.take(small(keeper).trace)]).toEqual([[], ['nothing-lost']])
  })

  it('has a result for each check, in the order of the grader', () => {
    const runs = collected()
    runs.take(small(solution).trace)
    runs.take(large(solution).trace)
    expect(runs.results('1.1').map(({ id, status, message }) => [id, status, message])).toEqual([
      ['nothing-lost', 'passed', 'Held in all 2 runs.'],
      ['silence', 'passed', 'Held in 1 run.'],
    ])
  })

  it('is measured on the first run of the scenario to exhibit', () => {
    const runs = collected()
    runs.take(large(solution).trace)
    runs.take(small(solution).trace)
    expect(runs.metrics).toMatchObject({ serverMessages: 1, broadcasts: 1 })
  })

  it('names the run in which the program ended itself', () => {
    const runs = collected()
    const storm = large(noDedup).trace
    runs.take(storm)
    expect(runs.fatal).toBe(storm)
  })

  it('says what a scenario was meant to exercise and did not', () => {
    const grader = graderOf()
    for (const scenario of grader.scenarios)
      scenario.sometimes = [{ name: 'a message is lost', happened: () => false }]
    const runs = collected(grader)
    runs.take(small(solution, 9).trace)
    expect(runs.unmet).toBe(
      'The scenario "small" (seed 9) is meant to show this and did not: a message is lost.',
    )
  })
})

describe('the run worth looking at', () => {
  it('is the showpiece when all is well', () => {
    const runs = collected()
    const showpiece = small(solution).trace
    for (const trace of [large(solution).trace, showpiece]) runs.take(trace)
    expect(runs.exhibit()).toBe(showpiece)
  })

  it('is the smallest that failed', () => {
    const runs = collected()
    const smallest = small(keeper).trace
    for (const trace of [large(keeper).trace, smallest]) runs.take(trace)
    expect(runs.exhibit()).toBe(smallest)
  })

  it('is the one that ended the program when nothing else failed', () => {
    const runs = collected()
    const thrown = large(() => {
      throw new Error('oops')
    }).trace
    for (const trace of [small(solution).trace, thrown]) runs.take(trace)
    expect(runs.exhibit()).toBe(thrown)
  })

  it('is the smaller one that was put in its place', () => {
    const runs = collected()
    runs.take(large(keeper).trace)
    const first = runs.firstFailure()
    const shrunk = small(keeper)
    if (first === undefined) throw new Error('nothing failed')
    runs.replace(first.check, first.failing, {
      run: shrunk,
      finding: failureOf(lost.judge(shrunk)),
      shrunkFrom: first.failing.run,
    })
    expect(runs.exhibit()).toBe(shrunk.trace)
    expect(runs.failures('1.1').map(({ id }) => id)).toEqual(['1.1-small-s1-min'])
  })
})

it('of the runs that fail a check, the one its result points at is kept', () => {
  const runs = collected()
  runs.take(large(keeper, 3).trace)
  runs.take(large(keeper, 4).trace)
  expect(runs.failures('1.1').map(({ id }) => id)).toEqual(['1.1-large-s3'])
})
