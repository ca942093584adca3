import { describe, expect, it } from 'vitest'
import { newestKept } from '../../lib/check/newest-kept.ts'
import { replicasAgree } from '../../lib/check/replicas.ts'
import { storeReadTruly } from '../../lib/check/store-reads.ts'
import { writesTaken } from '../../lib/check/taken-writes.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import { failureOf } from '../support/finding.ts'
import { cutOff, type Habits, readKey, requests, store, storePlan, write } from '../support/kv-store.ts'
import { run } from '../support/run.ts'

const ran = (habits: Habits, operations: Plan['operations'], changes: Partial<Plan> = {}) =>
  run(store(habits), storePlan(operations, changes))
const two = [write(1000, 'n1', 'x', 1001), write(1100, 'n2', 'x', 1002)]
const cut = { faults: cutOff(500, 2000) }

describe('replicas agree', () => {
  it('when all hold the same five seconds after the last write', () => {
    expect(replicasAgree(ran({}, two), requests, 5000)).toEqual({ kind: 'holds' })
  })

  it('or after the heal, if it was later', () => {
    expect(replicasAgree(ran({ againMs: 5500 }, two, cut), requests, 5000)).toEqual({ kind: 'holds' })
  })

  it('nowhere, as far as is known, when nobody wrote or the run was too short', () => {
    expect(replicasAgree(ran({}, [readKey(100, 'n1', 'x')]), requests, 5000).kind).toBe('idle')
    expect(replicasAgree(ran({}, two, { until: 3000 }), requests, 5000).kind).toBe('idle')
  })

  it('not when one missed a write that nobody sent again', () => {
    expect(failureOf(replicasAgree(ran({}, two, cut), requests, 5000))).toEqual({
      kind: 'fails',
      at: 7000,
      message:
        'The last write came at 1.1 s, and the partition healed at 2 s. At 7 s, 5 s later, all replicas should hold the same. n1 and n2 held "x" = 1002, and n3 nothing under this key.',
      chain: [
        'c2 wrote "x" = 1002 at n2 at 1.1 s.',
        'n2 sent n3 a message with 1002 in it at 1.1 s; the partition "one alone" dropped it. Nobody sent it again.',
      ],
    })
  })

  it('not when one was told and kept what it had', () => {
    const stubborn = { wins: () => false, againMs: 3000 }
    const operations = [write(1000, 'n3', 'x', 1003), ...two]
    const { message, chain } = failureOf(replicasAgree(ran(stubborn, operations, cut), requests, 5000))
    expect(message).toContain('n1 and n2 held "x" = 1001, and n3 "x" = 1003.')
    expect(chain?.at(-1)).toBe("n1's message with 1001 in it reached n3 at 4.01 s.")
  })

  it('not when something changes after that', () => {
    const late = failureOf(replicasAgree(ran({ againMs: 7000 }, two, cut), requests, 5000))
    expect(late.message).toContain('all replicas should hold the same')
    const flapping = { wins: () => true, againMs: 8000 }
    const finding = failureOf(replicasAgree(ran(flapping, two), requests, 5000))
    expect(finding.message).toContain(
      'nothing should change any more. At 9.01 s n2 came to hold "x" = 1001.'.replace(
        '"x = 1001"',
        '"x" = 1001',
      ),
    )
  })
})

describe('what a later write replaced', () => {
  const judged = (habits: Habits, operations = two) => newestKept(ran(habits, operations), requests, 5000)

  it('stays away where the later wins', () => {
    expect(judged({})).toEqual({ kind: 'holds' })
  })

  it('may be either of two that knew nothing of each other', () => {
    const smaller = {
      wins: (one: { value: unknown }, held: { value: unknown }) => Number(one.value) < Number(held.value),
    }
    expect(judged(smaller, [write(1000, 'n1', 'x', 1), write(1005, 'n2', 'x', 2)])).toEqual({ kind: 'holds' })
  })

  it('must not be what all end with', () => {
    expect(failureOf(judged({ wins: () => false })).message).toBe(
      'c2 wrote "x" = 1002 at n2 at 1.1 s; n2 held "x" = 1001 then, so the new write replaces it. At the end, 12 s, n1 holds "x" = 1001.',
    )
  })

  it('must not come back for a time', () => {
    expect(failureOf(judged({ wins: () => true, againMs: 300 })).message).toBe(
      'n2 held "x" = 1001 and replaced it by "x" = 1002 at 1.1 s. At 1.31 s it went back to "x" = 1001. What a replica has replaced never comes back.',
    )
  })

  it('must have been written', () => {
    const made = { reads: () => ({ type: 'bench_read_ok', value: 7 }) }
    expect(failureOf(judged(made)).message).toContain('held "x" = 7. By then no client had written that')
  })

  it('must not leave nothing behind', () => {
    expect(failureOf(judged({ keeps: () => false })).message).toContain(
      'no node holds anything under this key',
    )
  })
})

describe('a write is taken', () => {
  it('when it shows and its number is right', () => {
    const operations = [...two, write(1100, 'n2', 'x', 1003), write(1200, 'n2', 'y', 1)]
    expect(writesTaken(ran({ wins: () => true }, operations), requests)).toEqual({ kind: 'holds' })
  })

  it('not when the node goes on holding something else', () => {
    expect(failureOf(writesTaken(ran({ wins: () => false }, two), requests)).message).toBe(
      'At 1.1 s c2 wrote "x" = 1002 at n2, and had its acknowledgement at once. n2 went on holding "x" = 1001: a write must show at its node when it is acknowledged.',
    )
  })

  it('not when its number is another', () => {
    expect(failureOf(writesTaken(ran({ writeId: (count) => count + 1 }, two), requests)).message).toBe(
      'At 1 s c1 wrote "x" = 1001 at n1. It was write 1 of those that clients brought to n1; its write_id was 2.',
    )
  })
})

describe('reads of a store', () => {
  const reads = [readKey(100, 'n1', 'x'), ...two, readKey(1200, 'n3', 'x')]
  const judged = (habits: Habits) => storeReadTruly(ran(habits, reads), requests)

  it('are true when they tell what is held, or error 20', () => {
    expect(judged({})).toEqual({ kind: 'holds' })
  })

  it('are not when a client is told otherwise than the observer', () => {
    let asked = 0
    const liar = { reads: () => (asked++ % 2 === 0 ? { type: 'bench_read_ok', value: 1 } : undefined) }
    expect(failureOf(judged(liar)).message).toMatch(
      /It answered .*, though asked by the harness at the same moment it/,
    )
  })

  it('are not when they have more fields than documented', () => {
    const generous = {
      reads: (held?: { key: string; value: unknown }) =>
        held && { type: 'bench_read_ok', ...{ value: held.value, key: held.key } },
    }
    expect(failureOf(judged(generous)).message).toContain('the field "key" is not documented')
  })

  it('are not when nothing is told by another answer than error 20', () => {
    const empty = { reads: (held?: object) => (held === undefined ? { type: 'bench_read_ok' } : undefined) }
    expect(failureOf(judged(empty)).message).toMatch(/has no "value"|the answer to that is error 20/)
  })
})
