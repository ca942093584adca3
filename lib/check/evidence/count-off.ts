import { valueKey } from '../../protocol/message.ts'
import { heldOf, type Merged, mergesOf } from '../merges.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { show, time } from '../words.ts'

/** What else a node may have counted, and how that is said. */
const rules: { counts(merged: Merged): number; said: string }[] = [
  { counts: ({ list }) => list.length, said: 'the length of the list' },
  { counts: ({ list }) => new Set(list).size, said: 'how many different elements the list has' },
  { counts: ({ after }) => after.size, said: 'all that it held afterwards' },
  { counts: ({ before }) => before.size, said: 'all that it had held before' },
  {
    counts: ({ list, before }) => list.filter((value) => !before.has(valueKey(value))).length,
    said: 'an element that stands in the list twice, twice',
  },
  { counts: ({ list, fresh }) => new Set(list).size - fresh, said: 'the elements that it held already' },
  { counts: () => 0, said: 'nothing, as one does who looks after the merge' },
  { counts: ({ fresh }) => fresh - 1, said: 'one too few' },
  { counts: ({ fresh }) => fresh + 1, said: 'one too many' },
]

/** Merges whose counts are wrong before a rule is seen in them. */
const leastWrong = 2

/** The nodes took in all that came, and every `new_count` follows one and the same wrong rule. */
export function countsOtherThanNew(run: Run, workload: SetWorkload): string | undefined {
  const merges = mergesOf(run, workload)
  const wrong = merges.filter(({ said, fresh }) => said !== fresh)
  const [first] = wrong
  if (first === undefined || wrong.length < leastWrong) return undefined
  const isWhole = merges.every(({ list, before, after }) =>
    [...before, ...list.map(valueKey)].every((key) => after.has(key)),
  )
  const rule = rules.find(({ counts }) => merges.every((merged) => counts(merged) === merged.said))
  if (!isWhole || rule === undefined) return undefined
  const { node, at, list, before, said, fresh } = first
  return `At ${time(at)} ${node} held ${show(heldOf(before))} and merged ${show(list)}: ${fresh} ${fresh === 1 ? 'is' : 'are'} new, and its answer said new_count ${show(said)}. In every answer it counted ${rule.said}.`
}
