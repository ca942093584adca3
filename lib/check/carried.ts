import type { Body, Json, Value } from '../protocol/message.ts'
import { isForward, type Sent } from '../trace/facts.ts'
import type { Run } from './run.ts'
import { type SetWorkload, valueUnder, writesOf } from './set-full.ts'

/** A forward and the broadcast values in it. */
export type Carriage = { forward: Sent; values: Value[] }

/** Everything that clients brought in. */
export function valuesOf(run: Run, workload: SetWorkload): Set<Value> {
  return new Set([...writesOf(run, workload).keys()].map(valueUnder))
}

/** The forwards of a run in the order they were sent, but for requests repeated because no answer came. */
export function carriages(run: Run, workload: SetWorkload): Carriage[] {
  const values = valuesOf(run, workload)
  return firstTries(run).map((forward) => ({ forward, values: carriedBy(forward.event.body, values) }))
}

/**
 * The values that a message carries. A number that stands beside the value, such as an id, can happen to equal another
 * one; so where a message seems to carry several, only those in its lists count.
 */
export function carriedBy(body: Body, values: ReadonlySet<Value>): Value[] {
  const plain = new Set<Value>()
  const listed = new Set<Value>()
  for (const field in body) {
    if (field === 'type' || field === 'msg_id' || field === 'in_reply_to') continue
    const given = body[field] ?? null
    gather(given, values, typeof given === 'object' ? listed : plain)
  }
  const all = new Set([...plain, ...listed])
  return [...(all.size > 1 ? listed : all)]
}

function gather(from: Json, values: ReadonlySet<Value>, found: Set<Value>): void {
  if (typeof from === 'number' || typeof from === 'string') {
    if (values.has(from)) found.add(from)
  } else if (typeof from === 'object' && from !== null) {
    for (const item of Object.values(from)) gather(item, values, found)
  }
}

/** Milliseconds without an answer after which a request may be made again. */
const silenceMs = 250

/** The forwards without retries: the same request to the same node again, its answer overdue. */
function firstTries({ facts }: Run): Sent[] {
  const answeredAt = new Map<string, number>()
  for (const { event, deliveries, isAnswer } of facts.serverMessages) {
    const [arrival] = deliveries
    if (isAnswer && arrival !== undefined)
      answeredAt.set(`${event.dest} ${event.body.in_reply_to}`, arrival.at)
  }
  const asked = new Map<string, Sent>()
  return facts.serverMessages.filter(isForward).filter((forward) => {
    const { src, dest, at, body } = forward.event
    // A one-way message asks for no answer, so silence is no reason to repeat it.
    if (body.msg_id === undefined) return true
    const said = `${src}>${dest} ${JSON.stringify({ ...body, msg_id: undefined })}`
    const before = asked.get(said)?.event
    asked.set(said, forward)
    if (before === undefined || at - before.at < silenceMs) return true
    return (answeredAt.get(`${src} ${before.body.msg_id}`) ?? Number.POSITIVE_INFINITY) <= at
  })
}
