import { carries, isForward } from '../../trace/facts.ts'
import type { Run } from '../run.ts'
import { type SetWorkload, valueUnder, writesOf } from '../set-full.ts'
import { count, show, time } from '../words.ts'

/** A node sent the same value to the same neighbour again and again, each time because it had arrived once more. */
export function resendsEveryReceipt(run: Run, workload: SetWorkload): string | undefined {
  for (const key of writesOf(run, workload).keys()) {
    const value = valueUnder(key)
    const byLink = new Map<string, number[]>()
    const counted = new Set<string>()
    for (const sent of run.facts.serverMessages) {
      const { src, dest, body, at, cause } = sent.event
      if (!isForward(sent) || !carries(body, value)) continue
      const trigger = run.trace.events[cause ?? -1]
      if (trigger?.kind !== 'deliver' || !carries(run.facts.sent[trigger.message]?.event.body, value))
        continue
      const link = `${src} sent ${show(value)} to ${dest}`
      // Several sends for one receipt are another mistake.
      if (counted.has(`${link} ${cause}`)) continue
      counted.add(`${link} ${cause}`)
      byLink.set(link, [...(byLink.get(link) ?? []), at])
    }
    const [most] = [...byLink].sort(([, a], [, b]) => b.length - a.length)
    if (most === undefined || most[1].length < 3) continue
    const [link, times] = most
    return `${link} ${count(times.length, 'time')}, first at ${time(times[0] ?? 0)} and last at ${time(times.at(-1) ?? 0)}, each time because it had received it again.`
  }
  return undefined
}
