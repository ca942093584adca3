import fc from 'fast-check'
import type { Laws } from '../../lib/check/laws.ts'
import type { Run } from '../../lib/check/run.ts'
import type { Node } from '../../lib/node/api.ts'
import type { Body, Value } from '../../lib/protocol/message.ts'
import { isolatedPlan } from '../../lib/scenario/isolated.ts'
import type { Observe, Plan } from '../../lib/trace/plan.ts'
import type { Main } from './plain-program.ts'
import { run } from './run.ts'

// Replicas of a state-based data type: a client merges another replica's state into this one's, which is a list of
// values. What a `merge` does to the state is what the tests vary.

export type Merge = (mine: Value[], theirs: Value[]) => Value[]

/** A replica that merges like this, and shows what it holds, or what `shows` makes of it. */
function replica(merge: Merge, shows: (held: Value[]) => Value[] = (held) => held): Main {
  return (node: Node) => {
    let held: Value[] = []
    node.on('merge', ({ elements }) => {
      held = merge(held, elements)
      return { type: 'merge_ok' }
    })
    node.on('read', () => ({ type: 'read_ok', elements: [...new Set(shows(held))] }))
  }
}

export const mergeLaws: Laws = {
  parts: ({ type, elements }) =>
    type === 'merge' ? (elements as Value[]).map((value) => JSON.stringify(value)) : undefined,
  told: ({ elements }) => `merge ${JSON.stringify(elements)}`,
}

const observe: Observe = { request: { type: 'read' }, reply: 'read_ok', field: 'elements' }

function merging(elements: Value[]): Body {
  return { type: 'merge', elements }
}

/** Each history is the lists that one replica merges, in turn. */
export function planOf(histories: Value[][][], more: Partial<Plan> = {}): Plan {
  const told = histories.map((history) => history.map((elements) => ({ body: merging(elements) })))
  return isolatedPlan(
    'isolated',
    1,
    told,
    { contract: { merge: { elements: 'values' }, read: {} }, observe },
    more,
  )
}

export function isolated(main: Main, histories: Value[][][]): Run {
  return run(main, planOf(histories))
}

/** Up to four states of up to three values each. */
export const states: fc.Arbitrary<Value[][]> = fc.array(
  fc.uniqueArray(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constantFrom('', '1', '+a', '-a', '+b', '-b')), {
    maxLength: 3,
  }),
  { minLength: 2, maxLength: 4 },
)

const union: Merge = (mine, theirs) => [...new Set([...mine, ...theirs])]

const isTombstone = (value: Value) => String(value).startsWith('-')

/** "+a" is there unless "-a" is, which is a tombstone and never there itself. */
const withoutRemoved = (held: Value[]) =>
  held.filter((value) => !isTombstone(value) && !held.includes(`-${String(value).slice(1)}`))

/** The same, but a tombstone goes when it has done its work. */
const deleting: Merge = (mine, theirs) => {
  const all = union(mine, theirs)
  return withoutRemoved(all).concat(
    all.filter((value) => isTombstone(value) && !all.includes(`+${String(value).slice(1)}`)),
  )
}

/** By the greatest value, as a register whose values are their own times. */
const greatest: Merge = (mine, theirs) => {
  const [most] = [...mine, ...theirs].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? 1 : -1))
  return most === undefined ? [] : [most]
}

export const rightReplicas: { [name: string]: Main } = {
  'a union': replica(union),
  'a union of reversed lists': replica((mine, theirs) => union([...theirs].reverse(), mine)),
  'a union with tombstones': replica(union, withoutRemoved),
  'the greatest': replica(greatest),
  'nothing at all': replica(() => []),
}

export const brokenReplicas: { [name: string]: Main } = {
  'a deletion that is not remembered': replica(deleting, withoutRemoved),
  'what came last': replica((_, theirs) => theirs),
  'what came first': replica((mine, theirs) => (mine.length > 0 ? mine : theirs)),
  'the first three': replica((mine, theirs) => union(mine, theirs).slice(0, 3)),
  'the exclusive or': replica((mine, theirs) => [
    ...mine.filter((value) => !theirs.includes(value)),
    ...theirs.filter((value) => !mine.includes(value)),
  ]),
  'a count': replica(
    (mine, theirs) => [...mine, ...theirs],
    (held) => [held.length],
  ),
  'the larger of the two': replica((mine, theirs) => (theirs.length > mine.length ? theirs : mine)),
}
