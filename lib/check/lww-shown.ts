import type { EventOf } from '../trace/event.ts'
import { heldText } from '../trace/writes.ts'
import { type Finding, holds } from './finding.ts'
import { type Brought, Entries } from './lww-entries.ts'
import { compareEntries, entryText, whyItWins } from './lww-order.ts'
import type { Run } from './run.ts'
import { aType, show, time } from './words.ts'

/** An entry that a node showed, from one event to another, or to the end. */
export type Shown = { brought: Brought; from: EventOf<'learn'>; to: { id: number; at: number } | undefined }

/** What every node showed, in the order in which it came to show it. What no client brought is left out. */
export class Showing {
  readonly entries: Entries
  readonly #byNode = new Map<string, Shown[]>()

  constructor(run: Run) {
    this.entries = new Entries(run)
    for (const node of run.trace.plan.nodes) this.#byNode.set(node, [])
    for (const event of run.trace.events) {
      if (event.kind === 'learn') {
        const brought = this.entries.shownAs(String(event.value))
        if (brought !== undefined) this.#byNode.get(event.node)?.push({ brought, from: event, to: undefined })
      } else if (event.kind === 'forget') {
        const last = this.#byNode
          .get(event.node)
          ?.findLast(
            ({ brought: { key, entry }, to }) =>
              to === undefined && heldText(key, entry.value) === event.value,
          )
        if (last !== undefined) last.to = event
      }
    }
  }

  of(node: string, key: string): Shown[] {
    return (this.#byNode.get(node) ?? []).filter(({ brought }) => brought.key === key)
  }

  /** What the node showed under the key as this event happened. */
  at(node: string, key: string, { id }: { id: number }): Brought | undefined {
    return this.of(node, key).findLast(({ from, to }) => from.id < id && (to === undefined || to.id >= id))
      ?.brought
  }
}

/** What a node shows under a key only ever gives way to an entry that wins over it. */
export function neverOlder(run: Run): Finding {
  const showing = new Showing(run)
  const [first] = stepsBack(run, showing).sort((a, b) => a.to.from.id - b.to.from.id)
  if (first === undefined) return holds
  const { node, from, to } = first
  return {
    kind: 'fails',
    at: to.from.at,
    message: `At ${time(to.from.at)} ${node} held ${show(from.brought.key)} as ${entryText(from.brought.entry)} and came to hold ${entryText(to.brought.entry)} instead. The first wins: ${whyItWins(from.brought.entry, to.brought.entry)}.`,
    chain: [origin(from.brought), origin(to.brought), ...causeOf(run, to.from)],
  }
}

export type StepBack = { node: string; from: Shown; to: Shown }

/** Where a node put an entry in the place of one that wins over it. */
export function stepsBack({ trace }: Run, showing: Showing): StepBack[] {
  return trace.plan.nodes.flatMap((node) =>
    showing.entries.keys.flatMap((key) =>
      showing.of(node, key).flatMap((to, place, all): StepBack[] => {
        const from = all[place - 1]
        if (from === undefined || compareEntries(to.brought.entry, from.brought.entry) >= 0) return []
        return [{ node, from, to }]
      }),
    ),
  )
}

/** What a node shows under a key, a client wrote there. */
export function onlyWhatWasWritten({ trace, facts }: Run): Finding {
  const written = new Set(
    facts.operations.flatMap(({ request }) => {
      if (request.type === 'write') return [heldText(request.key as string, request.value ?? null)]
      const { entries } = request
      if (typeof entries !== 'object' || entries === null || Array.isArray(entries)) return []
      return Object.entries(entries).map(([key, entry]) => heldText(key, (entry as { value: never }).value))
    }),
  )
  const foreign = trace.events.find((event) => event.kind === 'learn' && !written.has(String(event.value))) as
    | EventOf<'learn'>
    | undefined
  if (foreign === undefined) return holds
  return {
    kind: 'fails',
    at: foreign.at,
    message: `At ${time(foreign.at)} ${foreign.node} shows ${foreign.value}, which no client ever wrote there.`,
    chain: causeOf({ trace, facts }, foreign),
  }
}

/** How an entry came in, as a sentence. */
export function origin({ key, entry, at, operation }: Brought): string {
  const { client, request, answer, invokedAt } = operation
  const when = time(answer?.at ?? invokedAt)
  return request.type === 'write'
    ? `${client} wrote ${show(key)} = ${show(entry.value)} at ${at}, answered at ${when} with ts ${entry.ts}.`
    : `${client} gave ${at} ${show(key)} as ${entryText(entry)} by "kv_merge" at ${when}.`
}

/** What made a node learn something, as a sentence. */
export function causeOf({ trace, facts }: Run, { node, at, cause }: EventOf<'learn'>): string[] {
  const event = trace.events[cause ?? -1]
  if (event?.kind === 'timer') return [`A timer on ${node} did it at ${time(at)}.`]
  if (event?.kind !== 'deliver') return []
  const type = facts.sent[event.message]?.event.body.type
  return [`At ${time(at)} ${node} had just received ${aType(type)} from ${event.src}.`]
}
