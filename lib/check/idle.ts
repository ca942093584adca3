import { valueKey } from '../protocol/message.ts'
import { type Run, untilOf } from './run.ts'

/** A time in which nothing was to be told, half-open. */
export type Idle = { from: number; to: number }

/** The times from `afterMs` after all live nodes had come to know all the same until one of them knew more, or less. */
export function idleTimes(run: Run, afterMs: number): Idle[] {
  const held = new Map<string, Set<string>>()
  const all = new Map<string, number>()
  const idle: Idle[] = []
  let missing = 0
  let since: number | undefined
  const recount = () => {
    missing = 0
    for (const keys of held.values()) missing += all.size - keys.size
  }
  for (const event of run.trace.events) {
    if (event.kind === 'start') {
      held.set(event.node, new Set())
      recount()
    } else if (event.kind === 'crash') {
      held.delete(event.node)
      recount()
    } else if (event.kind === 'learn') {
      const key = valueKey(event.value)
      held.get(event.node)?.add(key)
      all.set(key, event.at)
      recount()
    } else if (event.kind === 'forget') {
      held.get(event.node)?.delete(valueKey(event.value))
      recount()
    } else continue
    if (since !== undefined && event.at > since + afterMs) idle.push({ from: since + afterMs, to: event.at })
    since = missing === 0 ? event.at : undefined
  }
  const end = untilOf(run)
  if (since !== undefined && end > since + afterMs) idle.push({ from: since + afterMs, to: end })
  return idle
}
