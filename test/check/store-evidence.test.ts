import { describe, expect, it } from 'vitest'
import { letsArrivalDecide } from '../../lib/check/evidence/either-wins.ts'
import { takesFalsyForMissing } from '../../lib/check/evidence/falsy-missing.ts'
import { keepsKeysInObject } from '../../lib/check/evidence/inherited-keys.ts'
import { keepsOwnInTies } from '../../lib/check/evidence/local-ties.ts'
import { neverAgree } from '../../lib/check/evidence/never-agree.ts'
import type { Node } from '../../lib/node/api.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import { cutOff, type Habits, readKey, requests, store, storePlan, write } from '../support/kv-store.ts'
import { run } from '../support/run.ts'

const ran = (habits: Habits, operations: Plan['operations'], changes: Partial<Plan> = {}) =>
  run(store(habits), storePlan(operations, changes))
const tied = [write(1000, 'n1', 'x', 1001), write(1000, 'n2', 'x', 1002)]
const apart = [write(1000, 'n1', 'x', 1001), write(1005, 'n2', 'x', 1002)]
const cut = { faults: cutOff(500, 2000) }
const laterOnly: Habits = { wins: (one, held) => one.at > held.at }

describe('a tie', () => {
  it('is kept where each of two nodes ends with its own', () => {
    expect(keepsOwnInTies(ran(laterOnly, tied), requests)).toBe(
      'At 1 s clients wrote "x" = 1001 at n1 and "x" = 1002 at n2. n1 was sent 1002 by 1.01 s and n2 1001 by 1.01 s. To the end each of the two holds its own.',
    )
  })

  it('is not what is wrong where nothing was told, nothing tied, or all agree', () => {
    expect(keepsOwnInTies(ran({ ...laterOnly, tells: () => [] }, tied), requests)).toBeUndefined()
    expect(keepsOwnInTies(ran({ wins: () => false }, apart), requests)).toBeUndefined()
    expect(keepsOwnInTies(ran({}, tied), requests)).toBeUndefined()
    const stubborn = [...tied, write(2000, 'n1', 'y', 1), write(2005, 'n2', 'y', 2)]
    expect(keepsOwnInTies(ran({ wins: () => false }, stubborn), requests)).toBeUndefined()
  })
})

describe('arrival decides', () => {
  it('where one node replaces by the one what another replaces by the other', () => {
    expect(letsArrivalDecide(ran({ wins: () => true }, apart), requests)).toBe(
      'n1 replaced "x" = 1001 by "x" = 1002 at 1.01 s, and n2 replaced "x" = 1002 by "x" = 1001 at 1.01 s: of two writes now the one wins, now the other.',
    )
  })

  it('not where the later wins, or a client’s write takes the place of what had won', () => {
    expect(letsArrivalDecide(ran({}, [...apart, ...tied]), requests)).toBeUndefined()
    const back = [...apart, write(1500, 'n1', 'x', 1001)]
    expect(letsArrivalDecide(ran({ tells: () => [] }, back), requests)).toBeUndefined()
    const smallest: Habits = { wins: (one, held) => Number(one.value) < Number(held.value) }
    expect(letsArrivalDecide(ran(smallest, back), requests)).toBeUndefined()
  })
})

describe('replicas never agree', () => {
  it('where what was dropped is not sent again', () => {
    const [one] = apart
    expect(neverAgree(ran({}, one === undefined ? [] : [one], cut), requests)).toBe(
      'c1 wrote "x" = 1001 at n1 at 1 s. At the end, 12 s, n1 holds it and n3 holds nothing under this key: no message with 1001 in it ever reached n3 (n1 sent one at 1 s, and the partition "one alone" dropped it). Since 1.01 s no node has come to hold anything new.',
    )
  })

  it('not where it is, or where it came and lost', () => {
    expect(neverAgree(ran({ againMs: 3000 }, apart, cut), requests)).toBeUndefined()
    expect(neverAgree(ran(laterOnly, tied), requests)).toBeUndefined()
    const stubborn: Habits = { wins: () => false, tells: (node) => node.peers.slice(0, 1) }
    expect(neverAgree(ran(stubborn, apart), requests)).toBeUndefined()
  })

  it('not where things were still changing', () => {
    expect(neverAgree(ran({}, apart, { ...cut, until: 4000 }), requests)).toBeUndefined()
  })
})

describe('what is falsy', () => {
  const falsy: Habits = { keeps: (key) => key !== 'zero' }
  const operations = [write(100, 'n1', 'zero', 0), readKey(200, 'n1', 'zero')]

  it('is taken for missing where it was written and is not found', () => {
    expect(takesFalsyForMissing(ran(falsy, operations), requests)).toBe(
      'At 100 ms c1 wrote 0 under "zero" at n1, and had its acknowledgement. At 200 ms n1 answered a "bench_read" of this key with error 20.',
    )
  })

  it('is not where other values are missing too', () => {
    const more = [...operations, write(300, 'n1', 'one', 1), readKey(400, 'n1', 'one')]
    expect(takesFalsyForMissing(ran({ keeps: () => false }, more), requests)).toBeUndefined()
    expect(takesFalsyForMissing(ran({}, more), requests)).toBeUndefined()
  })
})

describe('keys in an object', () => {
  const reads = [readKey(100, 'n1', 'plain'), readKey(110, 'n1', 'constructor')]
  const inherited = (held: object | undefined) =>
    held === undefined ? { type: 'bench_read_ok', value: 1 } : undefined

  it('are seen where an inherited field is told', () => {
    const main = (node: Node) => {
      const held: { [key: string]: unknown } = {}
      node.on('bench_read', ({ key }) => {
        if (!held[key]) throw node.error(20, 'no such key')
        return { type: 'bench_read_ok', value: typeof held[key] }
      })
    }
    expect(keepsKeysInObject(run(main, storePlan(reads)), requests)).toBe(
      'At 110 ms n1 was asked for the key "constructor", which no client had ever written, and answered {"type":"bench_read_ok","value":"function","in_reply_to":1}. Every object has a field of that name.',
    )
  })

  it('are seen where "__proto__" is lost', () => {
    const operations = [...reads, write(200, 'n1', '__proto__', 7), readKey(300, 'n1', '__proto__')]
    expect(keepsKeysInObject(ran({ keeps: (key) => key !== '__proto__' }, operations), requests)).toContain(
      'At 300 ms n1 was asked for the key "__proto__", which c3 had written there at 200 ms, and answered with error 20.',
    )
    expect(keepsKeysInObject(ran({}, operations), requests)).toBeUndefined()
  })

  it('are seen where "__proto__" cannot be sent on', () => {
    const main = (node: Node) => {
      node.on('bench_read', () => {
        throw node.error(20, 'no such key')
      })
      node.on('bench_write', ({ key, value }) => {
        const entries: { [key: string]: unknown } = {}
        entries[key] = value
        node.send('n2', { type: 'tell', entries })
        return { type: 'bench_write_ok', write_id: 1 }
      })
    }
    const operations = [...reads, write(200, 'n1', '__proto__', { a: 1 })]
    expect(keepsKeysInObject(run(main, storePlan(operations)), requests)).toMatch(
      /^c3 wrote under the key "__proto__" at 200 ms\. At 200 ms n1 could not send what it had made of that: .*entries is an object whose prototype was set/,
    )
  })

  it('are not seen where a write throws in the moment of such a read', () => {
    const main = (node: Node) => {
      node.on('bench_read', () => {
        throw node.error(20, 'no such key')
      })
      node.on('bench_write', () => {
        throw new TypeError('undefined has no fields')
      })
    }
    const operations = [...reads, write(110, 'n1', 'x', 1)]
    expect(keepsKeysInObject(run(main, storePlan(operations)), requests)).toBeUndefined()
  })

  it('are not seen where every missing key has an answer', () => {
    expect(keepsKeysInObject(ran({ reads: inherited }, reads), requests)).toBeUndefined()
  })
})
