import type { Value } from '../../protocol/message.ts'
import { carries } from '../../trace/facts.ts'
import type { Run } from '../run.ts'
import { type SetWorkload, writesOf } from '../set-full.ts'
import { count, time } from '../words.ts'

/** Two nodes keep answering each other's acknowledgements: messages without a value, each caused by the last. */
export function answersAnswers(run: Run, workload: SetWorkload): string | undefined {
  const values = [...writesOf(run, workload).values()].map(
    ([operation]) => operation?.request[workload.field] as Value,
  )
  const rounds = new Map<string, { times: number; last: number }>()
  for (const { event } of run.facts.serverMessages) {
    const trigger = run.trace.events[event.cause ?? -1]
    if (trigger?.kind !== 'deliver' || trigger.src !== event.dest) continue
    const triggering = run.facts.sent[trigger.message]?.event.body
    if (triggering?.type !== event.body.type || values.some((value) => carries(event.body, value))) continue
    const pair = `${[event.src, event.dest].sort().join(' and ')} sent each other "${event.body.type}"`
    rounds.set(pair, { times: (rounds.get(pair)?.times ?? 0) + 1, last: event.at })
  }
  const [most] = [...rounds].sort(([, a], [, b]) => b.times - a.times)
  if (most === undefined || most[1].times < 3) return undefined
  const [pair, { times, last }] = most
  return `${pair} ${count(times, 'time')}, the last at ${time(last)}, each one only because of the one before.`
}
