import { describe, expect, it } from 'vitest'
import type { Plan } from '../../lib/trace/plan.ts'
import { staleReads, storeReads } from '../../lib/trace/stale-reads.ts'
import { writesOf } from '../../lib/trace/writes.ts'
import { readKey, requests, store, storePlan, write } from '../support/kv-store.ts'
import { run } from '../support/run.ts'

/** When the stale ones of some reads were made. */
const staleAt = (operations: Plan['operations']) => {
  const { facts } = run(store(), storePlan(operations))
  return staleReads(storeReads(facts, requests), writesOf(facts, requests)).map(
    ({ operation }) => operation.invokedAt,
  )
}

describe('a read is stale', () => {
  it('when an older value comes back than the newest acknowledged', () => {
    const writes = [write(100, 'n1', 'x', 1), write(200, 'n1', 'x', 2)]
    expect(staleAt([...writes, readKey(205, 'n2', 'x'), readKey(215, 'n2', 'x')])).toEqual([205])
  })

  it('when nothing comes back though something was acknowledged', () => {
    expect(staleAt([write(100, 'n1', 'x', 1), readKey(105, 'n2', 'x')])).toEqual([105])
  })

  it('not before anything was acknowledged, nor of another key', () => {
    expect(staleAt([readKey(50, 'n2', 'x'), write(100, 'n1', 'x', 1), readKey(105, 'n2', 'y')])).toEqual([])
  })

  it('not when two were acknowledged in the same instant, and it is one of them', () => {
    const writes = [write(100, 'n1', 'x', 1), write(100, 'n2', 'x', 2)]
    expect(staleAt([...writes, readKey(101, 'n1', 'x'), readKey(101, 'n2', 'x')])).toEqual([])
  })
})
