import { canonicalJson } from '../protocol/canonical-json.ts'
import type { Body, Json } from '../protocol/message.ts'
import { clockIn, epochMs } from '../trace/clock.ts'
import type { EventOf } from '../trace/event.ts'
import type { Operation } from '../trace/facts.ts'
import type { Run } from './run.ts'
import { covers, entryOf, isVector, maximalOf, maximumOf, type Vector } from './version-vector.ts'

// A store that keeps versions: what clients wrote, the vector that each write should have got, and what is to remain.

/** How concurrent writes are settled: by version vectors, or by the latest clock. */
export type Mode = 'vv' | 'lww'

/** A write that a node took. */
export type Written = {
  operation: Operation
  arrival: EventOf<'deliver'>
  key: string
  value: Json
  /** What the observer calls it: key, " = ", value. */
  text: string
  context: Vector
  /** The vector it should get. */
  vc: Vector
  /** The one it was answered, if it is one at all. */
  answered: Vector | undefined
  /** What the node's own clock said when it came, in milliseconds since the run began. */
  clock: number
}

/** A version as an answer shows it. */
export type Shown = { value: Json; vc: Vector }

/** The writes of a run but for those that were refused, in the order in which they arrived. */
export function versionsOf(run: Run): Written[] {
  const clock = clockIn(run.trace)
  const known = new Map<string, Vector>()
  const everywhere = new Map<string, Vector>()
  const meet = (within: Map<string, Vector>, place: string, vc: Vector) => {
    const all = maximumOf([within.get(place) ?? {}, vc])
    within.set(place, all)
    return all
  }
  return arrivals(run).map(({ operation, arrival }): Written => {
    const { request, node, client, answer } = operation
    const key = request.key as string
    const context = (isVector(request.context) ? request.context : {}) as Vector
    const own = entryOf(meet(known, `${node} ${key}`, context), client)
    const most = entryOf(meet(everywhere, key, context), client)
    const answered = isVector(answer?.body.vc) ? (answer.body.vc as Vector) : undefined
    // Another node's client may have named this one's later writes, and gossip may have brought that here, or not.
    const said = entryOf(answered ?? {}, client)
    const vc = { ...context, [client]: Math.min(Math.max(own + 1, said), most + 1) }
    meet(known, `${node} ${key}`, vc)
    meet(everywhere, key, vc)
    const value = request.value as Json
    const text = textOf(key, value)
    return {
      operation,
      arrival,
      key,
      value,
      text,
      context,
      vc,
      answered,
      clock: Math.floor(clock(node, arrival)) - epochMs,
    }
  })
}

function arrivals({ facts }: Run): { operation: Operation; arrival: EventOf<'deliver'> }[] {
  return facts.operations
    .flatMap((operation) => {
      const [arrival] = operation.sent.deliveries
      const refused = operation.answer?.body.type === 'error'
      return operation.request.type !== 'vv_write' || arrival === undefined || refused
        ? []
        : [{ operation, arrival }]
    })
    .sort((a, b) => a.arrival.id - b.arrival.id)
}

export function textOf(key: string, value: Json): string {
  return `${key} = ${canonicalJson(value)}`
}

/** What the scenario set; without a word of it, vv. */
export function modeOf({ facts }: Run): Mode {
  return facts.operations.some(({ request }) => request.type === 'set_mode' && request.mode === 'lww')
    ? 'lww'
    : 'vv'
}

/** Which of these versions of one key are to remain when every node knows them all. */
export function remaining(mode: Mode, versions: readonly Written[]): Written[] {
  if (mode === 'vv') return maximalOf(versions)
  const last = versions.reduce<Written | undefined>(
    (best, one) => (best === undefined || isLater(one, best) ? one : best),
    undefined,
  )
  return last === undefined ? [] : [last]
}

function isLater(one: Written, other: Written): boolean {
  return one.clock === other.clock ? one.operation.node >= other.operation.node : one.clock > other.clock
}

/** Whether a version says nothing that another does not. */
export function isCovered({ vc }: { vc: Vector }, by: readonly { vc: Vector }[]): boolean {
  return by.some((other) => covers(other.vc, vc) && !covers(vc, other.vc))
}

/** The versions in the answer to a `vv_read`; undefined where it is no list of them. */
export function shownIn(answer: Body | undefined): Shown[] | undefined {
  const values = answer?.values
  if (answer?.type !== 'vv_read_ok' || !Array.isArray(values)) return undefined
  return values.every(isShown) ? (values as Shown[]) : undefined
}

function isShown(given: Json): boolean {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return false
  const fields = Object.keys(given)
  return fields.length === 2 && fields.includes('value') && isVector(given.vc)
}
