import { needlessState } from '../in-sync.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { count, number, time } from '../words.ts'

/** A message or two may be a late answer to a difference. */
const leastMessages = 5

/** Nodes that had long held the same went on sending each other most of it. */
export function alwaysSendsState(run: Run, workload: SetWorkload): string | undefined {
  const needless = needlessState(run, workload)
  const [first] = needless
  if (first === undefined || needless.length < leastMessages) return undefined
  const { src, dest, at, named, of } = first
  return `${count(needless.length, 'message')} left with most of the values while all nodes held the same. At ${time(at)}, say, ${src} sent ${dest} ${number(named)} of ${number(of)}.`
}
