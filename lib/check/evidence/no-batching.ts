import { batchesOf } from '../batches.ts'
import { staysOf } from '../buffering.ts'
import type { Run } from '../run.ts'
import { count, show, time } from '../words.ts'

/** Every batch carries one value and leaves as the value comes, though others come soon after. */
export function sendsOneByOne(run: Run): string | undefined {
  const batches = batchesOf(run)
  if (batches.length < 3 || batches.some(({ values }) => values?.length !== 1)) return undefined
  const passing = staysOf(run).filter(({ left }) => left !== undefined)
  if (passing.some(({ learned, left }) => left?.event.at !== learned.at)) return undefined
  for (const [index, stay] of passing.entries()) {
    const next = passing.slice(index + 1).find(({ node }) => node === stay.node)
    if (next === undefined || next.learned.at > stay.learned.at + stay.limits.maxDelayMs) continue
    return `${show(stay.value)} left ${stay.node} the moment it came, at ${time(stay.learned.at)}, and so did ${show(next.value)} at ${time(next.learned.at)}; each of the ${count(batches.length, 'batch', 'batches')} in this run carried a single value.`
  }
  return undefined
}
