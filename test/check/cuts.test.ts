import { describe, expect, it } from 'vitest'
import { cutOn, cutsOf, lastHeal, standingAt } from '../../lib/check/cuts.ts'
import { oneWay } from '../../lib/scenario/partitions.ts'
import type { Fault } from '../../lib/trace/plan.ts'
import { keeper } from '../support/programs.ts'
import { run } from '../support/run.ts'

const cut = (name: string, from: number, to: number): Fault => ({
  ...{ kind: 'partition', name, from, to },
  links: oneWay(['n1'], ['n2']),
})
const cutsIn = (...faults: Fault[]) => cutsOf(run(keeper, { faults, until: 5000 }))

describe('the partitions of a run', () => {
  it('are told in the order they began, with the links they cut', () => {
    expect(cutsIn(cut('a', 0, 1000), cut('b', 2000, 3000))).toEqual([
      { name: 'a', from: 0, to: 1000, links: new Set(['n1>n2']) },
      { name: 'b', from: 2000, to: 3000, links: new Set(['n1>n2']) },
    ])
  })

  it('have no end when the run ended first', () => {
    expect(cutsIn(cut('a', 1000, 9000))[0]?.to).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('a partition stands', () => {
  const cuts = cutsIn(cut('a', 1000, 2000))

  it.each([
    [999, undefined],
    [1000, 'a'],
    [1999, 'a'],
    [2000, undefined],
  ])('at %i ms or not', (at, name) => {
    expect(standingAt(cuts, at)?.name).toBe(name)
  })

  it('on the links it cuts, in their direction', () => {
    expect(cutOn(cuts, 'n1', 'n2', 1500)?.name).toBe('a')
    expect(cutOn(cuts, 'n2', 'n1', 1500)).toBeUndefined()
  })
})

describe('the last heal', () => {
  it('is the latest of all', () => {
    expect(lastHeal(cutsIn(cut('a', 0, 3000), cut('b', 1000, 2000)))).toBe(3000)
  })

  it('is none where nothing was cut, or something never healed', () => {
    expect(lastHeal(cutsIn())).toBeUndefined()
    expect(lastHeal(cutsIn(cut('a', 0, 1000), cut('b', 2000, 9000)))).toBeUndefined()
  })
})
