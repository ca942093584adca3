import { valueKey } from '../../protocol/message.ts'
import { isForward } from '../../trace/facts.ts'
import { valuesOf } from '../carried.ts'
import { costOf } from '../load.ts'
import { valuesIn } from '../named.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { count, time } from '../words.ts'

/** A wait shorter than this is no matter beside the hops. */
const longMs = 100

/** In a load without faults values were slow, and on the nodes on their way they waited long before they went on. */
export function waitsTooLong(
  run: Run,
  workload: SetWorkload,
  limits: { medianMs: number; maxMs: number },
): string | undefined {
  const { faults, loss } = run.trace.plan
  const cost = costOf(run, workload)
  if (cost === undefined || faults.length > 0 || loss !== undefined) return undefined
  if (cost.medianMs < limits.medianMs && cost.maxMs < limits.maxMs) return undefined
  const values = valuesOf(run, workload)
  const left = new Set<string>()
  let [waits, total] = [0, 0]
  for (const sent of run.facts.serverMessages) {
    const { src, at, body } = sent.event
    if (!isForward(sent)) continue
    for (const value of valuesIn(body, values)) {
      const key = valueKey(value)
      if (left.has(`${src} ${key}`)) continue
      left.add(`${src} ${key}`)
      const learnedAt = run.facts.knowledge.get(key)?.learned.get(src)?.at ?? at
      waits++
      total += Math.max(0, at - learnedAt)
    }
  }
  if (waits === 0 || total / waits < longMs) return undefined
  const median = Number.isFinite(cost.medianMs) ? time(cost.medianMs) : 'for ever'
  return `Before a node passed a value on, it kept it for ${time(total / waits)} on average, ${count(waits, 'time')}. With several such stops on its way a value took ${median} in the middle.`
}
