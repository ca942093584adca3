import { describe, expect, it } from 'vitest'
import { aloneIn, answersInOrder } from '../../lib/check/lww-alone.ts'
import type { Entry } from '../../lib/check/lww-order.ts'
import { failureOf } from '../support/finding.ts'
import { run } from '../support/run.ts'
import { type Habits, kvMerge, kvRead, store, stored, storedAlone, write } from '../support/store.ts'

const early: Entry = { value: 'early', ts: 5, node: 'n7' }
const tied: Entry = { value: 'tied', ts: 5, node: 'n8' }

const talk = () => [
  kvRead(10, 'n1'),
  kvMerge(20, 'n1', early),
  kvMerge(30, 'n1', tied),
  kvMerge(40, 'n1', early),
  kvRead(50, 'n1'),
  write(60, 'n1', null),
  write(60, 'n1', false),
  kvRead(70, 'n1'),
]

function messageOf(habits: Habits): string {
  return failureOf(answersInOrder(storedAlone(habits, talk()))).message
}

describe('the answers of a store that hears of no other', () => {
  it('are right where they follow from the order of entries', () => {
    expect(answersInOrder(storedAlone({}, talk()))).toEqual({ kind: 'holds' })
  })

  it('are wrong where another entry is shown than the one that wins', () => {
    const { message, chain } = failureOf(
      answersInOrder(
        storedAlone({ takes: () => false, counts: (_, all) => all }, [
          kvMerge(20, 'n1', early),
          kvMerge(30, 'n1', tied),
          kvRead(40, 'n1'),
        ]),
      ),
    )
    expect(message).toBe(
      'At 40 ms n1 was sent kv_read "x", and answered key "x", value "early", ts 5: expected value "tied" and ts 5, which wins: the ts are equal, and by code unit "n8" comes after "n7".',
    )
    expect(chain).toEqual([
      'n1 answered kv_merge "x": {"value":"early","ts":5,"node":"n7"} with updated 1.',
      'n1 answered kv_merge "x": {"value":"tied","ts":5,"node":"n8"} with updated 1.',
    ])
  })

  it('are wrong where updated counts what changed nothing', () => {
    expect(messageOf({ counts: (_, all) => all })).toBe(
      'At 40 ms n1 was sent kv_merge "x": {"value":"early","ts":5,"node":"n7"}, and answered updated 1: expected updated 0, for under "x" {"value":"tied","ts":5,"node":"n8"} was held, which wins: the ts are equal, and by code unit "n8" comes after "n7".',
    )
  })

  it('are wrong where a write does not win over the one before', () => {
    expect(messageOf({ stamps: (now) => now })).toBe(
      'At 60 ms n1 was sent write "x" = false, and answered ts 1767225600.06: it must win over {"value":null,"ts":1767225600.06,"node":"n1"}, which n1 held, and does not.',
    )
  })

  it('are wrong where a value is taken for nothing', () => {
    expect(messageOf({ reads: (entry) => (entry?.value ? entry : undefined) })).toContain(
      'false is a value like all others.',
    )
  })

  it('are wrong where there is a value that nobody wrote', () => {
    expect(messageOf({ reads: (entry) => entry ?? { value: 1, ts: 1 } })).toBe(
      'At 10 ms n1 was sent kv_read "x", and answered key "x", value 1, ts 1: nothing was ever written there, so expected error 20.',
    )
  })

  it('are looked at only until another node is heard of, and in turn', () => {
    const lonely = (operations = [write(10, 'n1', 1), write(350, 'n2', 2)]) => aloneIn(stored({}, operations))
    // Both have told each other what they hold by 110 ms.
    expect([...lonely()].map(([node, { length }]) => [node, length])).toEqual([
      ['n1', 1],
      ['n2', 0],
    ])
  })

  it('are not looked at once two requests are at work at a time', () => {
    const ran = run(
      (node) => {
        store({ everyMs: Number.POSITIVE_INFINITY })(node)
        node.on('write', (_body, request) => {
          node.after(100, () => node.reply(request, { type: 'write_ok', ts: 1 }))
        })
      },
      { operations: [write(10, 'n1', 1), write(50, 'n1', 2)], contract: {}, until: 1000 },
    )
    expect(aloneIn(ran).get('n1')).toHaveLength(1)
  })
})
