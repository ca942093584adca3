import { describe, expect, it } from 'vitest'
import { letsAddsWin } from '../../lib/check/evidence/add-wins.ts'
import { dropsEarlyTombstones } from '../../lib/check/evidence/early-tombstones.ts'
import { deletesPlainly } from '../../lib/check/evidence/plain-delete.ts'
import { poisonsUnseen } from '../../lib/check/evidence/poisons-unseen.ts'
import { readdsRemoved } from '../../lib/check/evidence/readded.ts'
import { removesAgain, removesAnything } from '../../lib/check/evidence/removes-again.ts'
import { keepsTombstones } from '../../lib/check/evidence/untold-removals.ts'
import { knownAfterHeal } from '../../lib/check/healing.ts'
import { hiddenNames } from '../../lib/check/hidden-names.ts'
import { readsTruly } from '../../lib/check/observed.ts'
import { removedEverywhere, removesTruly, staysRemoved } from '../../lib/check/removals.ts'
import type { Run } from '../../lib/check/run.ts'
import { nothingLost } from '../../lib/check/set-full.ts'
import { actsAsTwoPhaseSet } from '../../lib/check/two-phase-set.ts'
import type { Value } from '../../lib/protocol/message.ts'
import { everyOrder } from '../../lib/scenario/isolated.ts'
import type { Operation } from '../../lib/trace/plan.ts'
import { failureOf } from '../support/finding.ts'
import { run } from '../support/run.ts'
import { type Habits, twoPhaser, workload } from '../support/two-phaser.ts'

const asked = (at: number, type: string, element: Value, node = 'n1'): Operation => ({
  ...{ at, client: `c${at}`, node },
  body: { type, element },
})
const merged = (at: number, add_set: Value[], remove_set: Value[], node = 'n1'): Operation => ({
  ...{ at, client: `c${at}`, node },
  body: { type: 'merge', add_set, remove_set },
})

/** 5000 is removed where it was added, 6000 by a merge at the other node; 7000 stays. */
const story = [
  asked(10, 'add', 5000),
  asked(20, 'add', 6000),
  asked(30, 'add', 7000),
  asked(1010, 'remove', 5000),
  merged(1020, [], [6000], 'n2'),
]

function told(habits: Habits = {}, operations = story): Run {
  return run(twoPhaser(habits), {
    ...{ operations, contract: {}, until: 4000 },
    observe: { request: { type: 'read' }, reply: 'read_ok', field: 'elements' },
  })
}

describe('a removal', () => {
  it('leads to the same everywhere where both sets are gossiped', () => {
    const ran = told()
    const checks = [removesTruly, staysRemoved, readsTruly, nothingLost]
    expect(checks.map((check) => check(ran, workload).kind)).toEqual(checks.map(() => 'holds'))
    expect(removedEverywhere(ran, workload, 1000)).toEqual({ kind: 'holds' })
    expect(knownAfterHeal(ran, workload, 1000)).toEqual({ kind: 'holds' })
  })

  it('is refused, and must be, where the element is not shown', () => {
    expect(removesTruly(told({}, [asked(10, 'remove', 1)]), workload)).toEqual({ kind: 'holds' })
    expect(
      failureOf(removesTruly(told({ refuses: 'nothing' }, [asked(10, 'remove', 1)]), workload)).message,
    ).toBe(
      'At 10 ms n1 did not show 1, and c10 asked it to remove it. It should answer error 20; it answered "remove_ok".',
    )
  })

  it('must not be refused where it is', () => {
    const ran = told({ refuses: 'everything' }, [asked(10, 'add', 1), asked(20, 'remove', 1)])
    expect(failureOf(removesTruly(ran, workload)).message).toBe(
      'At 20 ms n1 showed 1, and c20 asked it to remove it. It should answer "remove_ok"; it answered error 20: "no".',
    )
  })

  it('that is not told stays where it was made', () => {
    const { message, chain } = failureOf(removedEverywhere(told({ tells: 'adds' }), workload, 1000))
    expect(message).toBe(
      'n1 acknowledged the removal of 5000 at 1.01 s. From 2.01 s on no node should show it; n2 did. (And 1 other element likewise.)',
    )
    expect(chain?.[0]).toBe('c1010 had it removed with a "remove" at n1.')
    expect(chain?.[1]).toContain('messages that reached n2 named 5000')
  })

  it('that nobody asked for is none', () => {
    const forgetful = told({ shows: (held) => held.slice(-1) }, story.slice(0, 3))
    expect(failureOf(readsTruly(forgetful, workload)).message).toContain('no longer shows 5000')
  })

  it('may have made a value vanish that is not to be lost otherwise', () => {
    const gone = told({ shows: (held) => held.filter((value) => value !== 7000) })
    expect(nothingLost(gone, workload).kind).toBe('fails')
    expect(nothingLost(told({ shows: (held) => held.filter((value) => value !== 6000) }), workload)).toEqual({
      kind: 'holds',
    })
  })
})

describe('an element that comes back', () => {
  it('by an add is told with what brought it', () => {
    const ran = told({ adds: 'again' }, [...story, asked(2000, 'add', 5000)])
    const { message, chain } = failureOf(staysRemoved(ran, workload))
    expect(message).toContain('At 1.01 s n1 no longer showed 5000; at 2 s it showed it again.')
    expect(chain).toEqual([
      'It came back to n1 at 2 s, when it got an "add" from c2000: {"type":"add","element":5000,"msg_id":1}.',
    ])
  })

  it('counts also where its tombstone was there before it', () => {
    const early = [merged(10, [], [1]), asked(20, 'add', 1)]
    expect(failureOf(staysRemoved(told({ buries: 'held' }, early), workload)).message).toContain(
      'At 10 ms n1 had acknowledged the removal of 1; at 20 ms it showed it.',
    )
    expect(staysRemoved(told({}, early), workload)).toEqual({ kind: 'holds' })
  })
})

describe('a model of the set', () => {
  const alone = (habits: Habits, updates: Operation[]) =>
    actsAsTwoPhaseSet(
      run(twoPhaser(habits), {
        ...{ nodes: ['n1'], operations: updates, contract: {}, until: 1000 },
        observe: { request: { type: 'read' }, reply: 'read_ok', field: 'elements' },
      }),
    )
  const updates = [asked(0, 'add', 1), asked(0, 'remove', 1), merged(0, [1, 2], [3]), asked(0, 'add', 3)]
  const orders = everyOrder(updates).map((order) =>
    order.map((one, place) => ({ ...one, at: 10 * place, client: 'c1' })),
  )

  it('agrees with a right set in whatever order it is asked', () => {
    expect(orders.map((order) => alone({}, order).kind)).toEqual(orders.map(() => 'holds'))
  })

  it.each<[string, Habits]>([
    ['forgets what it removed', { deletes: true }],
    ['adds again', { adds: 'again' }],
    ['drops tombstones that come too early', { buries: 'held' }],
    ['buries what was never there', { refuses: 'too late' }],
  ])('finds out a set that %s', (_, habits) => {
    expect(orders.map((order) => alone(habits, order).kind)).toContain('fails')
  })

  it('tells what was asked before of the elements that are wrong, and of no others', () => {
    const { message, chain } = failureOf(
      alone({ adds: 'again' }, [
        asked(0, 'add', 1),
        asked(10, 'add', 2),
        asked(20, 'remove', 1),
        asked(30, 'add', 1),
      ]),
    )
    expect(message).toBe('At 30 ms n1 was asked to add 1. It should show [2] then; it showed [1,2].')
    expect(chain).toEqual(['n1 took add 1 at 0 ms.', 'n1 took remove 1 at 20 ms.'])
  })

  it('says nothing of nodes that hear of each other', () => {
    expect(actsAsTwoPhaseSet(told()).kind).toBe('idle')
  })
})

it('a node that tells of a removal names what it does not show', () => {
  expect(hiddenNames(told(), workload).length).toBeGreaterThan(0)
  expect(hiddenNames(told({ deletes: true }), workload)).toEqual([])
})

describe('the evidence', () => {
  const evidence: { [slug: string]: (ran: Run) => string | undefined } = {
    deletes: (ran) => deletesPlainly(ran, workload),
    'adds win': (ran) => letsAddsWin(ran, workload),
    readds: (ran) => readdsRemoved(ran, workload),
    early: (ran) => dropsEarlyTombstones(ran, workload),
    untold: (ran) => keepsTombstones(ran, workload),
    poisons: (ran) => poisonsUnseen(ran, workload),
    again: (ran) => removesAgain(ran, workload),
    anything: (ran) => removesAnything(ran, workload),
  }
  /** The story, with all that can be asked of an element that is gone, or never came. */
  const all = [
    ...story,
    asked(2000, 'add', 5000),
    asked(2010, 'remove', 6000),
    asked(2020, 'remove', 9000),
    asked(2030, 'add', 9000),
    merged(2040, [], [8000]),
    asked(2050, 'add', 8000),
  ]

  it.each<[string, Habits, string[]]>([
    ['nothing of a right set', {}, []],
    ['nothing of a right set that tells of what is there and of tombstones', { tells: 'shown' }, []],
    ['a set that deletes', { deletes: true }, ['deletes']],
    ['a set in which adds win', { merges: 'adds last' }, ['adds win']],
    ['a set that adds again', { adds: 'again' }, ['readds']],
    ['a set that drops early tombstones', { buries: 'held' }, ['early']],
    ['a set that keeps removals to itself', { tells: 'adds', buries: 'nothing' }, ['untold']],
    ['a set that buries what was never there', { refuses: 'too late' }, ['poisons']],
    ['a set that removes what it added once', { refuses: 'unknown' }, ['again']],
    ['a set that removes anything', { refuses: 'nothing' }, ['anything']],
  ])('proves %s', (_, habits, slugs) => {
    const ran = told(habits, all)
    const proved = Object.keys(evidence).filter((slug) => evidence[slug]?.(ran) !== undefined)
    expect(slugs.length === 0 ? proved : proved.slice(0, 1)).toEqual(slugs)
  })
})
