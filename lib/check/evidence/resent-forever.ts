import { treeTalkOf } from '../ack-waits.ts'
import { repeatsLists } from '../deliveries.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { count, names, show, time } from '../words.ts'

/** So often a message may be repeated without being called endless. */
const fewTimes = 4

/** A node sent the same value directly to the same node again and again, until the run ended. */
export function resendsForever(run: Run, workload: SetWorkload): string | undefined {
  if (repeatsLists(run, workload)) return undefined
  const { direct } = treeTalkOf(run, workload)
  const ways = new Map<string, number[]>()
  for (const { keys, values, sent } of direct) {
    for (const [index, key] of keys.entries()) {
      const { src, dest, at } = sent.event
      const way = `${src} ${dest} ${key}`
      const times = [...(ways.get(way) ?? []), at]
      ways.set(way, times)
      if (times.length <= fewTimes) continue
      return `${src} sent ${show(values[index])} directly to ${dest} ${count(times.length, 'time')} by ${time(at)}: at ${names(
        times.map((one) => time(one)),
        6,
      )}.`
    }
  }
  return undefined
}
