import { type Body, type Json, type Value, valueKey } from '../protocol/message.ts'
import type { Operation } from '../trace/facts.ts'
import { explainMissing } from './explain.ts'
import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { count, names, show, time } from './words.ts'

/**
 * How values get in and are read back: request type and field, answer type and field. Where there is a `merge` they
 * come in by it as well, all of its list at once. Where values can be removed, `remove` is the request for it, with the
 * same field, and a merge brings removals in its list `tombstones`.
 */
export type SetWorkload = {
  write: string
  field: string
  read: string
  list: string
  merge?: { write: string; list: string; tombstones?: string }
  remove?: string
}

/** Values that a client asked to bring in, with the request that did; a value asked for twice keeps both. */
export function writesOf({ facts }: Run, workload: SetWorkload): Map<string, Operation[]> {
  const writes = new Map<string, Operation[]>()
  for (const operation of facts.operations) {
    for (const value of broughtBy(operation.request, workload)) {
      const key = valueKey(value)
      writes.set(key, [...(writes.get(key) ?? []), operation])
    }
  }
  return writes
}

/** The same of values that a client asked to take out. What was refused, with an error that says so, is not among them. */
export function removalsOf({ facts }: Run, workload: SetWorkload): Map<string, Operation[]> {
  const removals = new Map<string, Operation[]>()
  for (const operation of facts.operations) {
    if (operation.answer?.body.type === 'error') continue
    for (const value of takenOutBy(operation.request, workload)) {
      const key = valueKey(value)
      removals.set(key, [...(removals.get(key) ?? []), operation])
    }
  }
  return removals
}

/** `writesOf` without what a client asked to take out as well. */
export function keptWritesOf(run: Run, workload: SetWorkload): Map<string, Operation[]> {
  const removals = removalsOf(run, workload)
  return new Map([...writesOf(run, workload)].filter(([key]) => !removals.has(key)))
}

function broughtBy(request: Body, { write, field, merge }: SetWorkload): Json[] {
  if (request.type === write) return [request[field] ?? null]
  return request.type === merge?.write ? listIn(request, merge?.list) : []
}

function takenOutBy(request: Body, { remove, field, merge }: SetWorkload): Json[] {
  if (request.type === remove) return [request[field] ?? null]
  return request.type === merge?.write ? listIn(request, merge?.tombstones) : []
}

function listIn(request: Body, field: string | undefined): Json[] {
  const list = field === undefined ? undefined : request[field]
  return Array.isArray(list) ? list : []
}

/** The value that a key of `writesOf` stands for. */
export function valueUnder(key: string): Value {
  return JSON.parse(key)
}

export function isAcknowledged({ request, answer }: Operation): boolean {
  return answer?.body.type === `${request.type}_ok`
}

/** Every acknowledged value, and every value seen at all, is known to every live node at the end. */
export function nothingLost(run: Run, workload: SetWorkload): Finding {
  const { knowledge, live } = run.facts
  const writes = keptWritesOf(run, workload)
  let isAnyKept = writes.size === 0
  const lost: { value: Value; missing: string[]; write: Operation }[] = []
  for (const [key, operations] of writes) {
    const acknowledged = operations.find(isAcknowledged)
    const known = knowledge.get(key)
    if (acknowledged === undefined && known === undefined) continue
    isAnyKept = true
    const missing = [...live].filter((node) => !known?.holders.has(node))
    const write = acknowledged ?? (operations[0] as Operation)
    if (missing.length > 0) lost.push({ value: valueUnder(key), missing, write })
  }
  const [first] = lost
  if (first === undefined) return isAnyKept ? holds : { kind: 'idle', why: nothingKept(workload) }
  const others = lost.length === 1 ? '' : ` (And ${count(lost.length - 1, 'other value')} likewise.)`
  const { value, missing, write } = first
  const at = write.answer?.at ?? write.invokedAt
  const how = isAcknowledged(write) ? `was acknowledged by ${write.node}` : 'was seen'
  const where =
    live.size === 1
      ? `its "${workload.read}" should show it`
      : `should be known to ${live.size === 2 ? 'both' : `all ${live.size}`} nodes`
  return {
    kind: 'fails',
    at,
    message: `${show(value)} ${how} at ${time(at)} and ${where}; at the end, ${time(run.trace.end.at)}, ${names(missing)} ${missing.length === 1 ? 'does' : 'do'} not know it.${others}`,
    chain: explainMissing(run, value, missing, write),
  }
}

const nothingKept = (workload: SetWorkload) =>
  `Not judged: no ${requestsOf(workload)} was acknowledged, and no "${workload.read}" showed a value.`

/** What nodes say they know was broadcast by somebody, and stands once in the list. */
export function noPhantoms(run: Run, workload: SetWorkload): Finding {
  const writes = writesOf(run, workload)
  for (const event of run.trace.events) {
    if (event.kind === 'repeat') {
      return {
        kind: 'fails',
        at: event.at,
        message: `At ${time(event.at)} the list in ${event.node}'s "${workload.read}" answer holds ${show(event.value)} more than once. Each value belongs in it once.`,
      }
    }
    if (event.kind === 'learn' && !writes.has(valueKey(event.value))) {
      const twin = twinOf(event.value)
      const hint =
        twin !== undefined && writes.has(valueKey(twin))
          ? ` ${show(twin)} was: numbers and strings are different values.`
          : ''
      return {
        kind: 'fails',
        at: event.at,
        message: `At ${time(event.at)} ${event.node} says it knows ${show(event.value)}, which nobody ever sent with ${requestsOf(workload)}.${hint}`,
      }
    }
  }
  return holds
}

function requestsOf({ write, merge }: SetWorkload): string {
  return merge === undefined ? `"${write}"` : `"${write}" or "${merge.write}"`
}

/** The same text as a number, or the same number as a text. */
export function twinOf(value: Value): Value | undefined {
  if (typeof value === 'number') return String(value)
  return value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : undefined
}
