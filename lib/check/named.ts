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

/** What `valuesIn` finds, and the texts among these values that stand inside a longer text or the name of a field. */
export function valuesWithin(body: Body, among: ReadonlySet<Value>): Set<Value> {
  const found = valuesIn(body, among)
  const texts = [...among].filter((value) => typeof value === 'string' && value.length >= leastTelling)
  const whole = JSON.stringify(body)
  for (const text of texts)
    if (whole.includes(written(text)) || whole.includes(written(written(text)))) found.add(text)
  return found
}

/** A shorter text may stand in another by chance. */
const leastTelling = 20

/** A value as it stands in JSON, without the quotes around it. */
function written(value: Value): string {
  return JSON.stringify(value).slice(1, -1)
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
