import { describe, expect, it } from 'vitest'
import { convergenceOf } from '../../lib/trace/convergence.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import { writesOf } from '../../lib/trace/writes.ts'
import { cutOff, type Habits, requests, store, storePlan, write } from '../support/kv-store.ts'
import { run } from '../support/run.ts'

const times = (habits: Habits, operations: Plan['operations'], changes: Partial<Plan> = {}) => {
  const { facts } = run(store(habits), storePlan(operations, changes))
  return convergenceOf(facts, writesOf(facts, requests)).map(({ ms }) => ms)
}

describe('a write has converged', () => {
  it('when the last node holds it', () => {
    expect(times({}, [write(100, 'n1', 'x', 1)])).toEqual([10])
    expect(
      times({}, [write(100, 'n1', 'x', 1)], { links: { 'n1>n3': { kind: 'constant', ms: 70 } } }),
    ).toEqual([70])
  })

  it('when the nodes that never held it hold a later one', () => {
    const operations = [write(1000, 'n1', 'x', 1), write(3000, 'n1', 'x', 2)]
    expect(times({}, operations, { faults: cutOff(500, 2000) })).toEqual([2010, 10])
  })

  it('when they hold the one that all end with, though that came earlier', () => {
    const firstWins = { wins: () => false }
    const operations = [write(1000, 'n3', 'x', 1), write(1005, 'n1', 'x', 2)]
    const largest = {
      wins: (one: { value: unknown }, held: { value: unknown }) => Number(one.value) < Number(held.value),
    }
    expect(times(largest, operations)).toEqual([10, 5])
    expect(times(firstWins, operations)).toEqual([10, undefined])
  })

  it('not where a node never had it nor a later one', () => {
    expect(times({}, [write(1000, 'n1', 'x', 1)], { faults: cutOff(500, 2000) })).toEqual([undefined])
  })

  it('key by key', () => {
    const operations = [write(1000, 'n1', 'x', 1), write(3000, 'n1', 'y', 2)]
    expect(times({}, operations, { faults: cutOff(500, 2000) })).toEqual([undefined, 10])
  })
})
