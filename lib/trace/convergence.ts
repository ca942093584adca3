import { valueKey } from '../protocol/message.ts'
import type { Facts, Knowledge } from './facts.ts'
import type { Write } from './writes.ts'

/** An acknowledged write, and the milliseconds until every live node had it; undefined where some node never had. */
export type Converged = { write: Write; ms: number | undefined }

/**
 * When each acknowledged write had converged: from the moment it came to its node until every live node held it, or one
 * of the same key that came later, or the one that all ended with. What is overwritten on its way never arrives, and
 * nobody waits for it.
 */
export function convergenceOf(facts: Facts, writes: readonly Write[]): Converged[] {
  const byKey = new Map<string, Write[]>()
  for (const write of writes) byKey.set(write.key, [...(byKey.get(write.key) ?? []), write])
  return [...byKey.values()].flatMap((ofKey) => convergedOf(facts, ofKey))
}

/** The writes of one key, from the last to the first: whoever has the later one has the earlier. */
function convergedOf({ knowledge, live }: Facts, writes: readonly Write[]): Converged[] {
  const known = writes.flatMap(({ text }) => knowledge.get(valueKey(text)) ?? [])
  const final = known.find(({ holders }) => holders.size === live.size)
  const reached = new Map([...live].map((node) => [node, learnedAt(final, node)]))
  const converged: Converged[] = []
  for (const write of [...writes].reverse()) {
    const itself = knowledge.get(valueKey(write.text))
    for (const node of live) {
      const earlier = Math.min(reached.get(node) ?? never, learnedAt(itself, node))
      reached.set(node, earlier)
    }
    if (write.acknowledged === undefined) continue
    const ms = toMicroseconds(Math.max(...reached.values()) - write.taken.at)
    converged.push({ write, ms: Number.isFinite(ms) ? Math.max(0, ms) : undefined })
  }
  return converged.reverse()
}

/** Simulated times are exact to the microsecond; their difference, as a binary fraction, is not. */
function toMicroseconds(ms: number): number {
  return Math.round(ms * 1000) / 1000
}

const never = Number.POSITIVE_INFINITY

function learnedAt(known: Knowledge | undefined, node: string): number {
  return known?.learned.get(node)?.at ?? never
}
