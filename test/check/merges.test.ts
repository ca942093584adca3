import { describe, expect, it } from 'vitest'
import { countsOtherThanNew } from '../../lib/check/evidence/count-off.ts'
import { losesFalsyElements } from '../../lib/check/evidence/loses-falsy.ts'
import { tellsNoMerged } from '../../lib/check/evidence/merged-untold.ts'
import { intersectsOnMerge, replacesOnMerge } from '../../lib/check/evidence/replaces.ts'
import { showsRepeats } from '../../lib/check/evidence/shows-repeats.ts'
import { countsWhatWasNew, mergesOf } from '../../lib/check/merges.ts'
import type { Run } from '../../lib/check/run.ts'
import { noPhantoms, nothingLost } from '../../lib/check/set-full.ts'
import { showsWhatItTookIn } from '../../lib/check/taken-in.ts'
import type { Node } from '../../lib/node/api.ts'
import type { Value } from '../../lib/protocol/message.ts'
import type { Operation } from '../../lib/trace/plan.ts'
import { failureOf } from '../support/finding.ts'
import { workload as plain, run } from '../support/run.ts'

const workload = { ...plain, merge: { write: 'merge', list: 'elements' } }

/** How a keeper of sets differs from a right one. */
type Habits = {
  merges?: (mine: Value[], theirs: Value[]) => Value[]
  counts?: (before: Value[], theirs: Value[], after: Value[]) => number
  gossips?: (held: Value[], added: Value[]) => Value[]
}

const union = (mine: Value[], theirs: Value[]) => [...new Set([...mine, ...theirs])]

function keeper({ merges = union, counts, gossips }: Habits = {}) {
  return (node: Node) => {
    let held: Value[] = []
    const added: Value[] = []
    node.on('broadcast', ({ message }) => {
      held = union(held, [message])
      added.push(message)
      return { type: 'broadcast_ok' }
    })
    node.on('merge', ({ elements }) => {
      const before = held
      held = merges(held, elements)
      const fresh = held.length - before.length
      return { type: 'merge_ok', new_count: counts?.(before, elements, held) ?? fresh }
    })
    node.on('read', () => ({ type: 'read_ok', messages: held }))
    node.every(100, () => {
      const told = gossips?.(held, added) ?? []
      if (told.length > 0) for (const peer of node.peers) node.send(peer, { type: 'merge', elements: told })
    })
  }
}

const add = (at: number, message: Value): Operation => ({
  ...{ at, client: `c${at}`, node: 'n1' },
  body: { type: 'broadcast', message },
})
const merge = (at: number, ...elements: Value[]): Operation => ({
  ...{ at, client: `c${at}`, node: 'n1' },
  body: { type: 'merge', elements },
})

/** x is added; then [x, y] is merged, then [z, z] and then [0, ""]. */
const story = [add(10, 'x'), merge(20, 'x', 'y'), merge(30, 'z', 'z'), merge(40, 0, '')]

function told(habits: Habits = {}, operations = story): Run {
  return run(keeper(habits), { operations, contract: {}, until: 2000 })
}

describe('merges', () => {
  it('are told with what was held before and after, and how much of it was new', () => {
    const merges = mergesOf(told(), workload)
    expect(merges.map(({ fresh, said }) => [fresh, said])).toEqual([
      [1, 1],
      [1, 1],
      [2, 2],
    ])
    expect([...(merges[0]?.before ?? []), ...(merges[0]?.after ?? [])]).toEqual(['"x"', '"x"', '"y"'])
  })

  it('bring values in', () => {
    const ran = told()
    expect(noPhantoms(ran, workload)).toEqual({ kind: 'holds' })
    expect(failureOf(noPhantoms(ran, plain)).message).toContain(
      '"y", which nobody ever sent with "broadcast"',
    )
    expect(showsWhatItTookIn(ran, workload)).toEqual({ kind: 'holds' })
  })

  it('may be lost', () => {
    const gossiped = told({ gossips: (_, added) => added })
    expect(failureOf(nothingLost(gossiped, workload)).message).toContain('n2 does not know it')
    expect(nothingLost(told({ gossips: (held) => held }), workload)).toEqual({ kind: 'holds' })
  })

  it('that are not taken in are told', () => {
    const ran = told({ merges: (mine) => mine })
    expect(failureOf(showsWhatItTookIn(ran, workload)).message).toBe(
      'At 20 ms c20 sent n1 a "merge" of ["x","y"], and got "merge_ok". From then on n1\'s "read" should show "y"; it showed ["x"].',
    )
  })
})

describe('counts', () => {
  it('of what was new are right', () => {
    expect(countsWhatWasNew(told(), workload)).toEqual({ kind: 'holds' })
    expect(countsOtherThanNew(told(), workload)).toBeUndefined()
  })

  it.each<[string, Required<Habits>['counts'], string]>([
    ['of the list', (_, theirs) => theirs.length, 'the length of the list'],
    [
      'of the list without repetitions',
      (_, theirs) => new Set(theirs).size,
      'how many different elements the list has',
    ],
    ['of all that is held', (_before, _theirs, after) => after.length, 'all that it held afterwards'],
    ['of what is always new', () => 0, 'nothing, as one does who looks after the merge'],
    [
      'of repetitions',
      (before, theirs) => theirs.filter((value) => !before.includes(value)).length,
      'an element that stands in the list twice, twice',
    ],
  ])('%s are not, and are recognised', (_, counts, said) => {
    // Repeated once more, so that no rule is seen in one answer alone.
    const ran = told({ counts }, [...story, merge(50, 'u', 'u', 'x')])
    expect(countsWhatWasNew(ran, workload).kind).toBe('fails')
    expect(countsOtherThanNew(ran, workload)).toContain(`In every answer it counted ${said}.`)
  })

  it('say what was held and what came', () => {
    expect(failureOf(countsWhatWasNew(told({ counts: () => 7 }), workload)).message).toBe(
      'At 20 ms n1 held ["x"], and c20 sent it a "merge" of ["x","y"]. Of these 1 is new, so new_count should be 1; it was 7.',
    )
  })

  it('that follow no rule are given no name', () => {
    let calls = 0
    expect(countsOtherThanNew(told({ counts: () => 7 + calls++ }), workload)).toBeUndefined()
  })
})

describe('the evidence', () => {
  const evidence: { [slug: string]: (ran: Run) => string | undefined } = {
    repeats: (ran) => showsRepeats(ran, workload),
    replaces: (ran) => replacesOnMerge(ran, workload),
    intersects: (ran) => intersectsOnMerge(ran, workload),
    falsy: (ran) => losesFalsyElements(ran, workload),
    untold: (ran) => tellsNoMerged(ran, workload),
  }
  const proved = (habits: Habits, operations?: Operation[]) => {
    const ran = told(habits, operations)
    return Object.keys(evidence).filter((slug) => evidence[slug]?.(ran) !== undefined)
  }

  it.each<[string, Habits, string[]]>([
    ['nothing of a union', {}, []],
    ['nothing of a union that is gossiped', { gossips: (held) => held }, []],
    ['a list', { merges: (mine, theirs) => [...mine, ...theirs] }, ['repeats']],
    ['a replacement', { merges: (_, theirs) => [...new Set(theirs)] }, ['replaces']],
    [
      'truth taken for presence',
      { merges: (mine, theirs) => union(mine, theirs.filter(Boolean)) },
      ['falsy'],
    ],
    ['what is kept to itself', { gossips: (_, added) => added }, ['untold']],
    ['nothing of who ignores merges', { merges: (mine) => mine }, []],
  ])('proves %s', (_, habits, slugs) => {
    expect(proved(habits)).toEqual(slugs)
  })

  it('proves an intersection where the two sets overlap', () => {
    const intersection = (mine: Value[], theirs: Value[]) => mine.filter((value) => theirs.includes(value))
    const overlapping = [add(10, 'x'), add(20, 'y'), merge(30, 'y', 'z')]
    expect(proved({ merges: intersection }, overlapping)).toEqual(['intersects'])
    expect(proved({ merges: intersection }, story.slice(0, 1))).toEqual([])
  })
})
