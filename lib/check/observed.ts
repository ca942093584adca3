import { type Value, valueKey } from '../protocol/message.ts'
import type { Operation } from '../trace/facts.ts'
import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { removalsOf, type SetWorkload } from './set-full.ts'
import { show, time } from './words.ts'

/** Reading is answered at once, changes nothing, and shows a client what the observer sees. */
export function readsTruly(run: Run, workload: SetWorkload): Finding {
  const pure = readsChangeNothing(run, removalsOf(run, workload))
  return pure.kind === 'fails' ? pure : readsAgree(run, workload)
}

/**
 * Asking a node what it knows is answered at once and changes nothing, and what a node knows it goes on knowing, until
 * somebody asks to take it out.
 */
export function readsChangeNothing({ trace }: Run, removals?: Map<string, Operation[]>): Finding {
  for (const event of trace.events) {
    if (event.kind === 'unreadable') {
      return {
        kind: 'fails',
        at: event.at,
        message: `At ${time(event.at)} on ${event.node}: ${event.problem}.`,
      }
    }
    if (event.kind === 'forget') {
      const asked = removals?.get(valueKey(event.value)) ?? []
      if (asked.some(({ invokedAt }) => invokedAt <= event.at)) continue
      return {
        kind: 'fails',
        at: event.at,
        message: `At ${time(event.at)} ${event.node} no longer shows ${show(event.value)}, which it had shown before. A value once known stays known.`,
      }
    }
  }
  return holds
}

/** A client's read shows what the observer saw on that node at that moment. */
export function readsAgree({ trace, facts }: Run, { read, list }: SetWorkload): Finding {
  const reads = new Map(
    facts.operations
      .filter(({ request, answer }) => request.type === read && answer !== undefined)
      .map((operation) => [operation.sent.event.message, operation]),
  )
  const known = new Map<string, Map<string, Value>>(trace.plan.nodes.map((node) => [node, new Map()]))
  for (const event of trace.events) {
    if (event.kind === 'learn') known.get(event.node)?.set(valueKey(event.value), event.value)
    else if (event.kind === 'forget') known.get(event.node)?.delete(valueKey(event.value))
    else if (event.kind === 'start') known.get(event.node)?.clear()
    else if (event.kind === 'deliver' && reads.has(event.message)) {
      const operation = reads.get(event.message)
      const answered = operation?.answer?.body[list]
      // Judged only when the answer came at once, so that nothing happened in between.
      if (operation === undefined || operation.answer?.at !== event.at || !Array.isArray(answered)) continue
      const difference = differ(answered as Value[], known.get(event.dest) ?? new Map())
      if (difference !== undefined) {
        return {
          kind: 'fails',
          at: event.at,
          message: `At ${time(event.at)} ${event.dest} answered ${operation.client}'s "${read}" ${difference}, though asked by the harness at the same moment it said otherwise.`,
        }
      }
    }
  }
  return holds
}

function differ(answered: Value[], known: Map<string, Value>): string | undefined {
  const keys = new Set(answered.map((value) => valueKey(value)))
  for (const value of answered) if (!known.has(valueKey(value))) return `with ${show(value)} in it`
  for (const [key, value] of known) if (!keys.has(key)) return `without ${show(value)}`
  return undefined
}
