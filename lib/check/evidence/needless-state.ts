import { clashesIn, digestsOf } from '../digests.ts'
import { needlessState } from '../in-sync.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { count, number, time } from '../words.ts'

/** Once or twice may be a late answer to a difference. */
const leastTimes = 5

/**
 * Nodes that had long held the same went on sending each other most of it, and did so of their own accord. What a node
 * sends in answer, or where digests of equal sets differ, is another story.
 */
export function alwaysSendsState(run: Run, workload: SetWorkload): string | undefined {
  const needless = needlessState(run, workload).filter(({ unasked, of }) => unasked * 2 > of)
  const [one] = needless
  if (one === undefined || needless.length < leastTimes) return undefined
  if (clashesIn(digestsOf(run)).some(({ kind }) => kind === 'same-set')) return undefined
  const { node, unasked, of, first } = one
  return `${count(needless.length, 'time')} a node named most of the values within a second while all held the same, in messages that its timer sent. At ${time(first.at)}, say, ${node} began to send ${first.dest} ${number(unasked)} of ${number(of)}.`
}
