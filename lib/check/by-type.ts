import type { Sent } from '../trace/facts.ts'
import { names, number } from './words.ts'

/** What sorts of message forwards were, where there are several: an acknowledgement that is no answer counts, too. */
export function byType(forwards: Sent[]): string[] {
  const types = new Map<string, number>()
  for (const { event } of forwards) types.set(event.body.type, (types.get(event.body.type) ?? 0) + 1)
  if (types.size < 2) return []
  const most = [...types].sort(([, a], [, b]) => b - a).map(([type, times]) => `${number(times)} × "${type}"`)
  return [`They were ${names(most)}. Every message that is not an answer counts as a forward.`]
}
