import { isForward } from '../../trace/facts.ts'
import { cutsOf, lastHeal } from '../cuts.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { count, show, time } from '../words.ts'
import { carriersOf } from './carriers.ts'

/** Sends closer together than this may be one telling by two ways. */
const triesApartMs = 200

/**
 * A value was sent to a node several times, each time into a partition, and after the last heal nobody tried again.
 * Answers are no tries: a node that answers whoever asks has nothing to give up.
 */
export function givesUp(run: Run, workload: SetWorkload): string | undefined {
  const healedAt = lastHeal(cutsOf(run))
  if (healedAt === undefined || run.trace.end.kind !== 'finished') return undefined
  const carriers = carriersOf(run, workload)
  for (const { src, dest, value, messages } of carriers) {
    const [first, last] = [messages[0], messages.at(-1)]
    if (first === undefined || last === undefined || last.event.at >= healedAt) continue
    if (last.event.at - first.event.at < triesApartMs) continue
    if (!messages.every((sent) => isForward(sent) && sent.drops.some(({ reason }) => reason === 'cut')))
      continue
    if (run.facts.knowledge.get(JSON.stringify(value))?.holders.has(dest) === true) continue
    const triedLater = carriers.some(
      (other) =>
        other.dest === dest && other.value === value && (other.messages.at(-1)?.event.at ?? 0) >= healedAt,
    )
    if (triedLater) continue
    return `${src} sent ${show(value)} to ${dest} ${count(messages.length, 'time')}, the last at ${time(last.event.at)}, and each was dropped. The last partition healed at ${time(healedAt)}; after that nobody sent it to ${dest} again.`
  }
  return undefined
}
