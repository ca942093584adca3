import { describe, expect, it } from 'vitest'
import {
  countsAllEntries,
  keepsKeysAsFields,
  takesEmptyForMissing,
} from '../../../lib/check/evidence/lww-answers.ts'
import { takesOlderFromPeers, takesWhateverComes } from '../../../lib/check/evidence/lww-older.ts'
import { losesKeysOnTheWay, tellsOnce, tellsOnlyWrites } from '../../../lib/check/evidence/lww-spread.ts'
import { addsNothing, beatsOnlyItsOwn, stampsByClockAlone } from '../../../lib/check/evidence/lww-stamps.ts'
import {
  comparesValuesAsTheyAre,
  idsInAnotherOrder,
  sortsNoKeys,
  tiesKeepHeld,
  tiesTakeIncoming,
} from '../../../lib/check/evidence/lww-ties.ts'
import { compareEntries, type Entry } from '../../../lib/check/lww-order.ts'
import type { Run } from '../../../lib/check/run.ts'
import type { Json } from '../../../lib/protocol/message.ts'
import { between } from '../../../lib/scenario/partitions.ts'
import { type Habits, kvMerge, kvRead, stored, storedAlone, write } from '../../support/store.ts'

const evidences = {
  countsAllEntries,
  keepsKeysAsFields,
  losesKeysOnTheWay,
  takesEmptyForMissing,
  takesOlderFromPeers,
  takesWhateverComes,
  tellsOnce,
  tellsOnlyWrites,
  addsNothing,
  beatsOnlyItsOwn,
  stampsByClockAlone,
  comparesValuesAsTheyAre,
  idsInAnotherOrder,
  sortsNoKeys,
  tiesKeepHeld,
  tiesTakeIncoming,
}

/** Which of all evidences a run gives. */
function seenIn(run: Run): string[] {
  return Object.entries(evidences).flatMap(([name, seen]) => (seen(run) === undefined ? [] : [name]))
}

const at = (ts: number, value: Json, node?: string): Entry =>
  node === undefined ? { value, ts } : { value, ts, node }

/** Tied entries, by node, by value, and by the keys of a value. */
const ties: [Entry, Entry][] = [
  [at(10, 'a', 'n10'), at(10, 'b', 'n9')],
  [at(11, 'c', 'N2'), at(11, 'd', 'n1')],
  [at(12, 'e'), at(12, 'f', 'n1')],
  [at(13, 9, 'n1'), at(13, 10, 'n1')],
  [at(14, 'a', 'n1'), at(14, 'a!', 'n1')],
  [at(15, { a: 3, b: 1 }, 'n1'), at(15, { b: 0, a: 2 }, 'n1')],
]

/** Two replicas are given each pair, one in this order, the other in that. */
function tied(habits: Habits, pairs = ties): Run {
  const given = (node: string, list: [Entry, Entry][]) =>
    list.flatMap(([one, other], place) => [
      kvMerge(100 * place + 10, node, one),
      kvMerge(100 * place + 20, node, other),
      kvRead(100 * place + 30, node),
    ])
  const reversed = pairs.map(([one, other]): [Entry, Entry] => [other, one])
  return storedAlone(habits, [...given('n1', pairs), ...given('n2', reversed)])
}

/** In the order of entries, save that nodes, or values, are compared otherwise. */
function but(compare: (one: Entry, other: Entry) => number | undefined): Habits {
  return {
    takes: (held, incoming) =>
      ((incoming.ts - held.ts || compare(incoming, held)) ?? compareEntries(incoming, held)) > 0,
  }
}

const byText = (text: (value: Json) => string) =>
  but(({ value: one, node }, { value: other, node: otherNode }) => {
    if (node !== otherNode) return undefined
    return text(one) < text(other) ? -1 : text(one) > text(other) ? 1 : 0
  })

describe('ties', () => {
  it.each<[string, Habits, string[]]>([
    ['by the order of entries are nobody’s mistake', {}, []],
    ['that stay as they are', { takes: (held, { ts }) => ts > held.ts }, ['tiesKeepHeld']],
    ['that take what comes', { takes: (held, { ts }) => ts >= held.ts }, ['tiesTakeIncoming']],
    ['between values only that stay as they are', byText(() => ''), ['tiesKeepHeld']],
    [
      'by the number in a node’s id',
      but(({ node = '' }, { node: other = '' }) =>
        node === other ? undefined : node.localeCompare(other, 'en', { numeric: true }),
      ),
      ['idsInAnotherOrder'],
    ],
    [
      'with no node last',
      but(({ node }, { node: other }) =>
        (node === undefined) === (other === undefined) ? undefined : node === undefined ? 1 : -1,
      ),
      ['idsInAnotherOrder'],
    ],
    ['by JSON with unsorted keys', byText(JSON.stringify), ['sortsNoKeys']],
    [
      'by values as they are',
      but(({ value, node }, { value: other, node: otherNode }) =>
        node === otherNode ? Number((value as number) > (other as number)) * 2 - 1 : undefined,
      ),
      ['comparesValuesAsTheyAre'],
    ],
  ])('%s', (_, habits, expected) => {
    // An object is not greater than another, and not less: what such a rule makes of two is chance.
    const pairs = expected[0] === 'comparesValuesAsTheyAre' ? ties.slice(0, 5) : ties
    expect(seenIn(tied(habits, pairs))).toEqual(expected)
  })

  it('told in one order alone prove nothing', () => {
    const ran = storedAlone({ takes: (held, { ts }) => ts > held.ts }, [
      kvMerge(10, 'n1', at(10, 'a', 'n10')),
      kvMerge(20, 'n1', at(10, 'b', 'n9')),
    ])
    expect(seenIn(ran)).toEqual([])
  })

  it('are told with what was held and given, both times', () => {
    expect(tiesKeepHeld(tied({ takes: (held, { ts }) => ts > held.ts }, ties.slice(3, 4)))).toBe(
      'At 20 ms n2 held {"value":10,"ts":13,"node":"n1"} and was given {"value":9,"ts":13,"node":"n1"}; at 20 ms n1 held {"value":9,"ts":13,"node":"n1"} and was given {"value":10,"ts":13,"node":"n1"}. Both times what was held stayed.',
    )
  })
})

describe('older entries', () => {
  const falling = Array.from({ length: 6 }, (_, place) =>
    kvMerge(20 * place + 10, 'n1', at(20 - place, place)),
  )

  it('that take the place of newer ones, whatever comes', () => {
    const ran = storedAlone({ takes: () => true, counts: (_, all) => all }, falling)
    expect(takesWhateverComes(ran)).toBe(
      'At 30 ms n1 held "x" as {"value":0,"ts":20} and was given {"value":1,"ts":19}, which is older, and took it. So it went with whatever came.',
    )
    expect(seenIn(ran)).toEqual(['takesWhateverComes'])
  })

  it('once or twice are no proof of it', () => {
    expect(seenIn(storedAlone({ takes: () => true }, falling.slice(0, 3)))).toEqual([])
  })

  it('that other nodes put in place of newer ones, again and again', () => {
    const ran = stored({ takesFromPeers: () => true }, [
      write(50, 'n1', 1001),
      write(550, 'n2', 1002),
      write(555, 'n1', 1003),
    ])
    expect(takesOlderFromPeers(ran)).toMatch(
      /^At \S+ ms n\d held "x" as \{"value":1003,\S+\}, and a "tell" from n\d put \{"value":1002,\S+\} in its place, which is older\. The very same happened there \d+ times\.$/,
    )
    expect(seenIn(ran)).toEqual(['takesOlderFromPeers'])
    expect(seenIn(stored({}, [write(50, 'n1', 1001), write(500, 'n2', 1002)]))).toEqual([])
  })
})

describe('stamps', () => {
  const writes = () => [
    write(50, 'n1', 'd'),
    write(500, 'n1', 'c'),
    kvMerge(600, 'n1', at(2e9, 'b', 'n9')),
    write(700, 'n1', 'a'),
  ]
  const setBack = {
    faults: [{ kind: 'clock-step' as const, node: 'n1', at: 300, stepMs: -1500 }],
    nodes: ['n1'],
  }

  it.each<[string, NonNullable<Habits['stamps']>, string[]]>([
    ['that beat what is held', (now, held) => Math.max(now, (held?.ts ?? 0) + 0.001), []],
    ['by the clock alone', (now) => now, ['stampsByClockAlone']],
    ['with too little added', (now, held) => Math.max(now, (held?.ts ?? 0) + 1e-9), ['addsNothing']],
    ['that beat their node’s own alone', (now, _, own) => Math.max(now, own + 0.001), ['beatsOnlyItsOwn']],
  ])('%s', (_, stamps, expected) => {
    expect(seenIn(storedAlone({ stamps }, writes(), setBack))).toEqual(expected)
  })

  it('that the answer does not tell prove nothing', () => {
    const ran = storedAlone({ says: () => 1767225600.01 }, [...writes(), kvRead(800, 'n1')], setBack)
    expect(seenIn(ran)).toEqual([])
  })
})

describe('answers', () => {
  const merges = () => [
    kvMerge(10, 'n1', at(5, 'five')),
    kvMerge(20, 'n1', at(4, 'four')),
    kvMerge(30, 'n1', at(6, null)),
    kvRead(40, 'n1'),
    kvMerge(50, 'n1', at(7, 'seven')),
    kvRead(60, 'n1'),
    kvRead(70, 'n1', 'constructor'),
  ]

  it('that are right prove nothing', () => {
    expect(seenIn(storedAlone({}, merges()))).toEqual([])
  })

  it('that count all entries', () => {
    expect(countsAllEntries(storedAlone({ counts: (_, all) => all }, merges()))).toBe(
      'At 20 ms n1 was given "x" as {"value":"four","ts":4}, and kept {"value":"five","ts":5}. It answered updated 1. In every answer that was the number of the entries that had come.',
    )
  })

  it('that take null for nothing', () => {
    const ran = storedAlone({ reads: (entry) => (entry?.value == null ? undefined : entry) }, merges())
    expect(takesEmptyForMissing(ran)).toBe(
      'At 40 ms n1 held "x" = null, and answered error 20, as if nothing were there. Other values it showed.',
    )
    expect(seenIn(ran)).toEqual(['takesEmptyForMissing'])
  })

  it('that take a value for nothing which is none of these', () => {
    const ran = storedAlone({ reads: (entry) => (entry?.value === 'seven' ? undefined : entry) }, merges())
    expect(takesEmptyForMissing(ran)).toBeUndefined()
  })

  it('that find what every object has', () => {
    const reads: NonNullable<Habits['reads']> = (entry, key) =>
      key in Object.prototype ? { value: 'function', ts: 0 } : entry
    const ran = storedAlone({ reads }, merges())
    expect(keepsKeysAsFields(ran)).toContain(
      'n1 was asked for the key "constructor", to which nothing had been',
    )
    expect(seenIn(ran)).toEqual(['keepsKeysAsFields'])
  })
})

describe('entries that stay where they came', () => {
  const ops = () => [write(50, 'n1', 1001), kvMerge(100, 'n1', at(2e9, 1002), 'y')]

  it('are those of kv_merge alone', () => {
    const ran = stored(
      { tells: (held, node) => new Map([...held].filter(([, entry]) => entry.node === node.id)) },
      ops(),
    )
    expect(tellsOnlyWrites(ran)).toMatch(/^c1001 gave n1 "y" as .* n2 never came to hold it/)
    expect(seenIn(ran)).toEqual(['tellsOnlyWrites'])
  })

  it('are none where all are told', () => {
    expect(seenIn(stored({}, ops()))).toEqual([])
  })

  it('are those of keys that are no fields when they are assigned', () => {
    const keys = ['x', '__proto__']
    const observe = { request: { type: 'kv_read' }, reply: 'kv_read_ok', field: 'value', keys }
    const tells = (held: Map<string, Entry>) => new Map([...held].filter(([key]) => key !== '__proto__'))
    const ran = stored({ tells }, [write(50, 'n1', 1001), write(100, 'n1', 1002, '__proto__')], { observe })
    expect(losesKeysOnTheWay(ran)).toBe(
      'c1001 wrote "__proto__" = 1002 at n1, answered at 100 ms with ts 1767225600.1. n2 never came to hold it. Entries of keys with other names went everywhere.',
    )
    expect(seenIn(ran)).toEqual(['losesKeysOnTheWay'])
  })

  it('were sent once, and dropped', () => {
    const faults = [
      { kind: 'partition' as const, name: 'cut', from: 0, to: 500, links: between(['n1'], ['n2']) },
    ]
    const once: Habits = {
      everyMs: Number.POSITIVE_INFINITY,
      onBrought: (node, entries) => {
        for (const peer of node.peers) node.send(peer, { type: 'tell', entries: Object.fromEntries(entries) })
      },
    }
    expect(tellsOnce(stored(once, ops(), { faults }))).toBe(
      'c501 wrote "x" = 1001 at n1, answered at 50 ms with ts 1767225600.05. n1 sent it to n2 at 50 ms, and the partition "cut" dropped it. Nobody sent it to n2 again until the end, 7 s.',
    )
    expect(seenIn(stored({}, ops(), { faults }))).toEqual([])
  })
})
