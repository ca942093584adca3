import type { Run } from '../run.ts'
import { wavesOf } from '../waves.ts'
import { count, show, time } from '../words.ts'

/** A node forwarded a value because it had come once more. */
export function forwardsAgain(run: Run): string | undefined {
  for (const { node, value, heard, sends } of wavesOf(run).waves) {
    const again = sends.find(({ event }) => {
      const trigger = run.trace.events[event.cause ?? -1]
      return trigger?.kind === 'deliver' && trigger.id !== heard.id && event.cause !== sends[0]?.event.cause
    })
    if (again === undefined) continue
    return `${node} heard ${show(value)} at ${time(heard.at)} and forwarded it, and at ${time(again.event.at)}, when it came once more, forwarded it again: ${count(sends.length, 'forward')} of this value in this run.`
  }
  return undefined
}
