import type { Body, Json, Value } from '../protocol/message.ts'

/**
 * Which of these values a body names. It finds what `carries` finds, with one look at the body however many values
 * there are.
 */
export function valuesIn(body: Body, among: ReadonlySet<Json | undefined>): Set<Value> {
  const found = new Set<Value>()
  look(body, among, found)
  return found
}

function look(part: Body | Json | undefined, among: ReadonlySet<Json | undefined>, found: Set<Value>): void {
  if (typeof part === 'string' || typeof part === 'number') {
    if (among.has(part)) found.add(part)
  } else if (Array.isArray(part)) {
    for (const item of part) look(item, among, found)
  } else if (typeof part === 'object' && part !== null) {
    for (const field of Object.keys(part)) {
      if (field !== 'type' && field !== 'msg_id' && field !== 'in_reply_to') look(part[field], among, found)
    }
  }
}
