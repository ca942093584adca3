import { canonicalJson } from '../protocol/canonical-json.ts'
import { heldText } from '../trace/writes.ts'
import { entriesBy } from './lww-alone.ts'
import type { Entry } from './lww-order.ts'
import type { Run } from './run.ts'

/** A client gave a node an entry of a key under which it held another; the observer saw which of the two it kept. */
export type Decision = {
  node: string
  at: number
  key: string
  held: Entry
  incoming: Entry
  /** Whether the request brought nothing else. */
  isAlone: boolean
  isTaken: boolean
}

type Came = { key: string; entry: Entry }

/** Every choice between two values that a `kv_merge` of a client asked for, in order. */
export function decisionsIn({ trace, facts }: Run): Decision[] {
  const asked = new Map(facts.operations.map((operation) => [operation.sent.event.message, operation]))
  const shown = new Map(trace.plan.nodes.map((node): [string, Set<string>] => [node, new Set()]))
  /** By node and text: the entry with which a value came there last, which is what it holds when it shows the value. */
  const came = new Map(trace.plan.nodes.map((node): [string, Map<string, Came>] => [node, new Map()]))
  const decisions: Decision[] = []
  let open: Omit<Decision, 'isTaken'>[] = []
  const close = () => {
    for (const choice of open) {
      const texts = shown.get(choice.node)
      const isTaken = texts?.has(heldText(choice.key, choice.incoming.value)) === true
      const isKept = texts?.has(heldText(choice.key, choice.held.value)) === true
      if (isTaken !== isKept) decisions.push({ ...choice, isTaken })
    }
    open = []
  }
  for (const event of trace.events) {
    if (event.kind === 'learn') shown.get(event.node)?.add(String(event.value))
    else if (event.kind === 'forget') shown.get(event.node)?.delete(String(event.value))
    else if (event.kind === 'deliver' || event.kind === 'timer') close()
    const operation = event.kind === 'deliver' ? asked.get(event.message) : undefined
    if (event.kind !== 'deliver' || operation === undefined) continue
    const { node, request, answer } = operation
    const entries = entriesBy(node, request, answer?.body)
    for (const [key, incoming] of entries) {
      const held = [...(shown.get(node) ?? [])]
        .map((text) => came.get(node)?.get(text))
        .find((known) => known?.key === key)?.entry
      if (held !== undefined && request.type === 'kv_merge' && differs(held, incoming)) {
        open.push({ node, at: event.at, key, held, incoming, isAlone: entries.length === 1 })
      }
      came.get(node)?.set(heldText(key, incoming.value), { key, entry: incoming })
    }
  }
  close()
  return decisions
}

function differs(one: Entry, other: Entry): boolean {
  return canonicalJson(one.value) !== canonicalJson(other.value)
}
