import { describe, expect, it } from 'vitest'
import { measureStore, percentilesOf } from '../../lib/trace/store-measures.ts'
import { cutOff, readKey, requests, store, storePlan, write } from '../support/kv-store.ts'
import { run } from '../support/run.ts'

describe('what a store cost', () => {
  it('is counted over the whole run, and told for each write', () => {
    const operations = [write(100, 'n1', 'x', 1), write(200, 'n2', 'y', 2), readKey(205, 'n3', 'y')]
    const { facts } = run(store({ answers: true }), storePlan(operations))
    const bytes = facts.serverMessages.reduce((sum, { event: { src, dest, body } }) => {
      return sum + JSON.stringify({ src, dest, body }).length
    }, 0)
    expect(measureStore(facts, requests)).toEqual({
      writes: 2,
      convergenceMs: { p50: 10, p95: 10, max: 10 },
      unconverged: 0,
      // Two peers, each answering.
      msgsPerWrite: 4,
      bytesPerWrite: bytes / 2,
      reads: 1,
      staleReads: 1,
    })
  })

  it('has no times where no write converged', () => {
    const { facts } = run(store(), storePlan([write(1000, 'n1', 'x', 1)], { faults: cutOff(500, 2000) }))
    expect(measureStore(facts, requests)).toMatchObject({ convergenceMs: null, unconverged: 1 })
  })

  it('is nothing where nobody wrote', () => {
    const { facts } = run(store(), storePlan([readKey(100, 'n1', 'x')]))
    expect(measureStore(facts, requests)).toMatchObject({ writes: 0, msgsPerWrite: 0, bytesPerWrite: 0 })
  })
})

describe('percentiles', () => {
  it('are the ⌈n ÷ 2⌉th, the ⌈0.95 n⌉th and the last', () => {
    const upTo = (most: number) => Array.from({ length: most }, (_, index) => most - index)
    expect(percentilesOf(upTo(20))).toEqual({ p50: 10, p95: 19, max: 20 })
    expect(percentilesOf(upTo(21))).toEqual({ p50: 11, p95: 20, max: 21 })
    expect(percentilesOf([7])).toEqual({ p50: 7, p95: 7, max: 7 })
    expect(percentilesOf([])).toEqual({ p50: 0, p95: 0, max: 0 })
  })
})
