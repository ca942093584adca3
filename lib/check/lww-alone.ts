import { canonicalJson } from '../protocol/canonical-json.ts'
import { type Body, isClient, type Json } from '../protocol/message.ts'
import type { Operation } from '../trace/facts.ts'
import { type Finding, holds } from './finding.ts'
import { compareEntries, type Entry, entryText, whyItWins } from './lww-order.ts'
import { entriesOf, Replica } from './lww-replica.ts'
import type { Run } from './run.ts'
import { count, show, time } from './words.ts'

// What a store answers while it hears of clients alone is settled by their requests and the order of entries, to the
// letter, save for the ts that its writes get.

/** The answered requests that each node took, in turn, before any other node's message reached it. */
export function aloneIn({ trace, facts }: Run): Map<string, Operation[]> {
  const asked = new Map(facts.operations.map((operation) => [operation.sent.event.message, operation]))
  const alone = new Map(trace.plan.nodes.map((node): [string, Operation[]] => [node, []]))
  const ended = new Set<string>()
  const until = new Map<string, number>()
  for (const event of trace.events) {
    if (event.kind !== 'deliver' || isClient(event.dest) || ended.has(event.dest)) continue
    const operation = asked.get(event.message)
    // Two requests at work at a time have no order.
    const isInTurn = event.at >= (until.get(event.dest) ?? 0)
    if (operation?.answer === undefined || !isInTurn) {
      ended.add(event.dest)
      continue
    }
    until.set(event.dest, operation.answer.at)
    alone.get(event.dest)?.push(operation)
  }
  return alone
}

/** Every answer of a store that hears of no other is the one that the order of entries asks for. */
export function answersInOrder(run: Run): Finding {
  for (const [node, operations] of aloneIn(run)) {
    const replica = new Replica()
    for (const [place, operation] of operations.entries()) {
      const problem = problemOf(replica, operation, operations.slice(0, place))
      if (problem === undefined) continue
      return {
        kind: 'fails',
        at: operation.invokedAt,
        message: `At ${time(operation.invokedAt)} ${node} was sent ${asked(operation, problem.keys)}, and answered ${answered(operation)}: ${problem.text}.`,
        chain: before(operations.slice(0, place), problem.keys),
      }
    }
  }
  return holds
}

/** What an answered request gave its node to hold. */
export function entriesBy(node: string, request: Body, answer: Body | undefined): [string, Entry][] {
  if (request.type === 'kv_merge') return answer?.type === 'kv_merge_ok' ? entriesOf(request.entries) : []
  if (request.type !== 'write' || typeof answer?.ts !== 'number') return []
  return [[request.key as string, { value: request.value as Json, ts: answer.ts, node }]]
}

/** What a `kv_read` was answered: an entry without its node, or `undefined` where there is none. */
export function shownBy(answer: Body | undefined): Pick<Entry, 'value' | 'ts'> | undefined {
  if (answer?.type !== 'kv_read_ok') return undefined
  return { value: answer.value as Json, ts: answer.ts as number }
}

export function shows(shown: Pick<Entry, 'value' | 'ts'> | undefined, held: Entry | undefined): boolean {
  if (shown === undefined || held === undefined) return shown === held
  return shown.ts === held.ts && canonicalJson(shown.value) === canonicalJson(held.value)
}

type Problem = { text: string; keys: string[] } | undefined

function problemOf(replica: Replica, operation: Operation, earlier: Operation[]): Problem {
  const { node, request, answer } = operation
  const body = answer?.body
  if (request.type === 'kv_read') {
    const key = request.key as string
    const text = readProblem(key, body, replica.get(key), earlier)
    return text === undefined ? undefined : { text, keys: [key] }
  }
  if (request.type === 'write') {
    const [[key, entry] = []] = entriesBy(node, request, body)
    if (key === undefined || entry === undefined) return undefined
    const held = replica.get(key)
    if (held !== undefined && compareEntries(entry, held) <= 0) {
      return { text: `it must win over ${entryText(held)}, which ${node} held, and does not`, keys: [key] }
    }
    replica.take(key, entry)
    return undefined
  }
  const entries = entriesBy(node, request, body)
  const outcomes = entries.map(([key, entry]) => {
    const held = replica.get(key)
    return { key, entry, held, isTaken: replica.take(key, entry) }
  })
  const changed = outcomes.filter(({ isTaken }) => isTaken).length
  if (body?.type !== 'kv_merge_ok' || body.updated === changed) return undefined
  const why = outcomes.length === 0 ? ['nothing came'] : outcomes.slice(0, mostOutcomes).map(outcomeText)
  return { text: `expected updated ${changed}, for ${why.join('; ')}`, keys: entries.map(([key]) => key) }
}

const mostOutcomes = 4

type Outcome = { key: string; entry: Entry; held: Entry | undefined; isTaken: boolean }

/** What becomes of an entry that came, and why, as a sentence part. */
function outcomeText({ key, entry, held, isTaken }: Outcome): string {
  const name = JSON.stringify(key)
  if (held === undefined) return `nothing was held under ${name}`
  if (isTaken) return `under ${name} it wins over ${entryText(held)}: ${whyItWins(entry, held)}`
  if (compareEntries(entry, held) === 0) return `under ${name} the same was held`
  return `under ${name} ${entryText(held)} was held, which wins: ${whyItWins(held, entry)}`
}

function readProblem(
  key: string,
  answer: Body | undefined,
  held: Entry | undefined,
  earlier: Operation[],
): string | undefined {
  const isMissing = answer?.type === 'error' && answer.code === 20
  if (held === undefined)
    return isMissing ? undefined : 'nothing was ever written there, so expected error 20'
  if (isMissing) return `the key holds ${entryText(held)}: ${show(held.value)} is a value like all others`
  if (answer?.type !== 'kv_read_ok') return `expected "kv_read_ok"`
  if (answer.key !== key) return `expected key ${show(key)}`
  const shown = shownBy(answer)
  if (shows(shown, held)) return undefined
  const loser = earlier
    .flatMap(({ node, request, answer: given }) => entriesBy(node, request, given?.body))
    .find(([other, entry]) => other === key && shows(shown, entry))?.[1]
  const why = loser === undefined ? '' : `, which wins: ${whyItWins(held, loser)}`
  return `expected value ${show(held.value)} and ts ${held.ts}${why}`
}

/** The last requests before that concern these keys. */
function before(operations: Operation[], keys: string[]): string[] {
  const concerned = new Set(keys)
  return operations
    .filter(({ request }) => keysOf(request).some((key) => concerned.has(key)))
    .slice(-recent)
    .map((operation) => `${operation.node} answered ${asked(operation, keys)} with ${answered(operation)}.`)
}

const recent = 3

function keysOf({ type, key, entries }: Body): string[] {
  return type === 'kv_merge' ? entriesOf(entries).map(([name]) => name) : [key as string]
}

/** A request as far as it concerns these keys. */
function asked({ request }: Operation, keys: string[]): string {
  const { type, key, value, entries } = request
  if (type === 'write') return `write ${show(key)} = ${show(value)}`
  if (type === 'kv_read') return `kv_read ${show(key)}`
  const all = entriesOf(entries)
  const told = all.filter(([name]) => keys.includes(name))
  const others = all.length === told.length ? '' : ` (and ${count(all.length - told.length, 'other key')})`
  const parts = told.map(([name, entry]) => `${JSON.stringify(name)}: ${entryText(entry)}`)
  return `kv_merge ${parts.length === 0 ? 'of nothing' : parts.join(', ')}${others}`
}

function answered({ answer }: Operation): string {
  const body = answer?.body
  switch (body?.type) {
    case undefined:
      return 'nothing'
    case 'write_ok':
      return `ts ${show(body.ts)}`
    case 'kv_merge_ok':
      return `updated ${show(body.updated)}`
    case 'kv_read_ok':
      return `key ${show(body.key)}, value ${show(body.value)}, ts ${show(body.ts)}`
    case 'error':
      return `error ${show(body.code)}`
    default:
      return show(body)
  }
}
