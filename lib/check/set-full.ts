import { type Value, valueKey } from '../protocol/message.ts'
import type { Operation } from '../trace/facts.ts'
import { explainMissing } from './explain.ts'
import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { count, names, show, time } from './words.ts'

/** How values get in and are read back: request type and field, answer type and field. */
export type SetWorkload = { write: string; field: string; read: string; list: string }

/** Values that a client asked to bring in, with the request that did; a value asked for twice keeps both. */
export function writesOf({ facts }: Run, { write, field }: SetWorkload): Map<string, Operation[]> {
  const writes = new Map<string, Operation[]>()
  for (const operation of facts.operations) {
    if (operation.request.type !== write) continue
    const key = valueKey(operation.request[field] ?? null)
    writes.set(key, [...(writes.get(key) ?? []), operation])
  }
  return writes
}

/** Every acknowledged value, and every value seen at all, is known to every live node at the end. */
export function nothingLost(run: Run, workload: SetWorkload): Finding {
  const { knowledge, live } = run.facts
  let isAnyKept = writesOf(run, workload).size === 0
  const lost: { value: Value; missing: string[]; write: Operation; isAcknowledged: boolean }[] = []
  for (const [key, operations] of writesOf(run, workload)) {
    const acknowledged = operations.find(({ answer }) => answer?.body.type === `${workload.write}_ok`)
    const known = knowledge.get(key)
    if (acknowledged === undefined && known === undefined) continue
    isAnyKept = true
    const missing = [...live].filter((node) => !known?.holders.has(node))
    const write = acknowledged ?? (operations[0] as Operation)
    const isAcknowledged = acknowledged !== undefined
    if (missing.length > 0)
      lost.push({ value: write.request[workload.field] as Value, missing, write, isAcknowledged })
  }
  const [first] = lost
  if (first === undefined) return isAnyKept ? holds : { kind: 'idle', why: nothingKept(workload) }
  const others = lost.length === 1 ? '' : ` (And ${count(lost.length - 1, 'other value')} likewise.)`
  const { value, missing, write, isAcknowledged } = first
  const at = write.answer?.at ?? write.invokedAt
  const how = isAcknowledged ? `was acknowledged by ${write.node}` : 'was seen'
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

const nothingKept = ({ write, read }: SetWorkload) =>
  `Not judged: no "${write}" was acknowledged, and no "${read}" showed a value.`

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
        message: `At ${time(event.at)} ${event.node} says it knows ${show(event.value)}, which nobody ever sent with "${workload.write}".${hint}`,
      }
    }
  }
  return holds
}

/** The same text as a number, or the same number as a text. */
export function twinOf(value: Value): Value | undefined {
  if (typeof value === 'number') return String(value)
  return value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : undefined
}
