import { describe, expect, it } from 'vitest'
import { followsClock } from '../../lib/check/lww-clock.ts'
import { allHoldTheLatest } from '../../lib/check/lww-converged.ts'
import { storeAnswers, storeReadsTruly } from '../../lib/check/lww-reads.ts'
import { neverOlder, onlyWhatWasWritten } from '../../lib/check/lww-shown.ts'
import { writesWin } from '../../lib/check/lww-writes.ts'
import type { Operation } from '../../lib/trace/plan.ts'
import { failureOf } from '../support/finding.ts'
import { type Habits, kvMerge, kvRead, stored, storedAlone, write } from '../support/store.ts'

const shapes = {
  write: { type: 'write_ok', fields: ['ts'] },
  kv_read: { type: 'kv_read_ok', fields: ['key', 'value', 'ts'] },
  kv_merge: { type: 'kv_merge_ok', fields: ['updated'] },
}

/** n1's clock is ahead; n2 sees its write and writes over it. */
const overwriting = (): Operation[] => [
  write(50, 'n1', 1001),
  write(500, 'n2', 1002),
  write(800, 'n1', 1003),
  kvRead(6000, 'n1'),
  kvRead(6000, 'n2'),
  kvRead(6000, 'n2', 'y'),
]
const skew = { n1: 2000 }

function overwritten(habits: Habits = {}) {
  return stored(habits, overwriting(), { skew })
}

/** Whatever was there, the one that comes last. */
const arrival: Habits = { takes: () => true }
const byClock: Habits = { stamps: (now) => now }

describe('a right store', () => {
  it('passes every check of clusters', () => {
    const ran = overwritten()
    const findings = [
      storeAnswers(ran, shapes, 100),
      followsClock(ran),
      writesWin(ran),
      neverOlder(ran),
      onlyWhatWasWritten(ran),
      allHoldTheLatest(ran, 5000),
      storeReadsTruly(ran),
    ]
    expect(findings).toEqual(findings.map(() => ({ kind: 'holds' })))
  })
})

describe('writes', () => {
  it('that lose to what their node had seen fail', () => {
    const { message, chain } = failureOf(writesWin(overwritten(byClock)))
    expect(message).toBe(
      'At 500 ms n2 answered c5002\'s write of "x" = 1002 with ts 1767225600.5. It must win over {"value":1001,"ts":1767225602.05,"node":"n1"}, which n2 had shown since 110 ms, and loses: its ts is greater than 1767225600.5.',
    )
    expect(chain?.[1]).toBe('At 110 ms n2 had just received a "tell" from n1.')
  })

  it('that lose to an earlier one of their node fail, and the clock that was set back is named', () => {
    const ran = storedAlone(byClock, [write(50, 'n1', 1001), write(500, 'n1', 1002)], {
      nodes: ['n1'],
      faults: [{ kind: 'clock-step', node: 'n1', at: 300, stepMs: -1500 }],
    })
    const { message, chain } = failureOf(writesWin(ran))
    expect(message).toContain('It must win over {"value":1001,"ts":1767225600.05,"node":"n1"}')
    expect(chain?.at(-1)).toBe('At 300 ms the clock of n1 was set back by 1.5 s.')
  })

  it('that their node does not hold afterwards fail', () => {
    const ran = storedAlone({ takes: () => false }, [write(50, 'n1', 1001), write(500, 'n1', 1002)])
    expect(failureOf(writesWin(ran)).message).toContain(
      'From then on n1 should hold it, or what wins over it, and what is held is {"value":1001',
    )
  })
})

describe('the ts of a write', () => {
  const ran = (stamps: NonNullable<Habits['stamps']>) => overwritten({ stamps })

  it('may have its milliseconds cut off, and be a little more than what it must beat', () => {
    expect(followsClock(ran((now, held) => Math.max(now - 0.005, (held?.ts ?? 0) + 0.009))).kind).toBe(
      'holds',
    )
  })

  it('is not less than the clock', () => {
    expect(failureOf(followsClock(ran((_, held) => (held?.ts ?? 0) + 1))).message).toContain(
      'with ts 1. The clock of n1 said 1767225602.050 s then, and ts must not be less.',
    )
  })

  it('is not far ahead of every clock', () => {
    expect(failureOf(followsClock(ran((now) => now + 1))).message).toContain(
      'ts may be greater than that by 0.01 at most.',
    )
  })

  it('is in seconds', () => {
    expect(failureOf(followsClock(ran((now) => now * 1000))).message).toMatch(
      /It is in milliseconds, and ts is in seconds\.$/,
    )
  })
})

describe('what a node holds', () => {
  it('gives way only to what wins over it', () => {
    const older = { value: 1004, ts: 3 }
    const ran = storedAlone(arrival, [write(50, 'n1', 1001), kvMerge(200, 'n1', older)])
    expect(failureOf(neverOlder(ran)).message).toBe(
      'At 200 ms n1 held "x" as {"value":1001,"ts":1767225600.05,"node":"n1"} and came to hold {"value":1004,"ts":3} instead. The first wins: its ts is greater than 3.',
    )
  })

  it('some client wrote there', () => {
    const ran = overwritten({ reads: (entry) => entry && { value: [entry.value], ts: entry.ts } })
    expect(failureOf(onlyWhatWasWritten(ran)).message).toBe(
      'At 50 ms n1 shows x = [1001], which no client ever wrote there.',
    )
  })
})

describe('replicas', () => {
  it('that were never told fail, and the report says where the value stopped', () => {
    const { message, chain, at } = failureOf(
      allHoldTheLatest(stored({ everyMs: Number.POSITIVE_INFINITY }, [write(50, 'n1', 1001)]), 5000),
    )
    expect(at).toBe(5050)
    expect(message).toBe(
      '5 s after the last change was acknowledged, at 5.05 s, every node should hold "x" as {"value":1001,"ts":1767225600.05,"node":"n1"}, which wins over all others; n2 holds nothing.',
    )
    expect(chain?.[1]).toBe('No message with it was ever sent to n2; at the end n1 held it.')
  })

  it('whose message was lost fail, and the loss is told', () => {
    const habits: Habits = {
      everyMs: Number.POSITIVE_INFINITY,
      onBrought: (node, entries) => node.send('n2', { type: 'tell', entries: Object.fromEntries(entries) }),
    }
    const { chain } = failureOf(allHoldTheLatest(stored(habits, [write(50, 'n1', 1001)], { loss: 1 }), 5000))
    expect(chain?.[1]).toBe(
      'n1 sent 1001 to n2 at 50 ms; the network lost the message. It was not sent again.',
    )
  })

  it('that agree on an entry which loses fail', () => {
    const ran = stored({ takes: () => false }, [write(50, 'n1', 1001), write(800, 'n1', 1002)])
    expect(failureOf(allHoldTheLatest(ran, 5000)).message).toContain(
      'every node should hold "x" as {"value":1002,"ts":1767225600.8,"node":"n1"}, which wins over all others; n1 and n2 hold {"value":1001',
    )
  })

  it('have nothing to agree on before the time is up', () => {
    expect(allHoldTheLatest(stored({}, [write(50, 'n1', 1)], { until: 4000 }), 5000).kind).toBe('idle')
  })
})

describe('answers', () => {
  it('may be error 20 to a read, and to nothing else', () => {
    expect(storeAnswers(overwritten(), shapes, 100).kind).toBe('holds')
  })

  it('come in time, or fail', () => {
    const slow = stored({ waitsMs: 150 }, [write(50, 'n1', 1)])
    expect(storeAnswers(slow, shapes, 150).kind).toBe('holds')
    expect(failureOf(storeAnswers(slow, shapes, 100)).message).toBe(
      'c501 sent n1 a "write" at 50 ms, and was answered 150 ms later. A node answers from its own memory, in 100 ms at most, whatever becomes of the others.',
    )
  })

  it('have a number for a ts', () => {
    const ran = overwritten({ says: (ts) => String(ts) as unknown as number })
    expect(failureOf(storeAnswers(ran, shapes, 100)).message).toContain(
      'In the answer "write_ok" the field "ts" should be a number, and is "1767225602.05".',
    )
  })

  it('give the ts that the write was given', () => {
    const ran = overwritten({ says: (ts) => ts - 0.001 })
    expect(failureOf(storeReadsTruly(ran)).message).toMatch(
      /with value 1003 and ts \S+\. That value came with ts \S+, and keeps it wherever it goes\.$/,
    )
  })

  it('show a client what the harness sees', () => {
    let asked = 0
    const fickle = (entry: { value: never; ts: number } | undefined) =>
      asked++ % 7 === 6 ? undefined : entry
    const ran = overwritten({ reads: fickle as NonNullable<Habits['reads']> })
    expect(storeReadsTruly(ran).kind).toBe('fails')
  })
})
