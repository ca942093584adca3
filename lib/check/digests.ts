import { type Json, type Value, valueKey } from '../protocol/message.ts'
import { type Finding, holds } from './finding.ts'
import { Knowing } from './knowing.ts'
import type { Run } from './run.ts'
import { count, show, time } from './words.ts'

/** A client's `digest` request: what the node held, and what it answered. */
export type Digested = {
  node: string
  at: number
  /** The event of the request's arrival. */
  id: number
  /** In the order in which the node came to know them. */
  values: Value[]
  /** One text for each set, whatever the order. */
  set: string
  digest: Json | undefined
  count: Json | undefined
}

/** Every `digest` that a client was answered. What a node holds is what its `read` shows. */
export function digestsOf(run: Run): Digested[] {
  const asked = run.facts.operations.filter(
    ({ request, answer }) => request.type === 'digest' && answer?.body.type === 'digest_ok',
  )
  if (asked.length === 0) return []
  const knowing = new Knowing(run)
  return asked.flatMap(({ node, sent, answer }): Digested[] => {
    const [arrival] = sent.deliveries
    if (arrival === undefined || answer === undefined) return []
    const keys = knowing.knownBy(node, arrival)
    const values = keys.map((key) => knowing.values.get(key) as Value)
    const set = [...keys].sort().join()
    return [{ node, at: arrival.at, id: arrival.id, values, set, ...fieldsOf(answer.body) }]
  })
}

function fieldsOf({ digest, count }: { [field: string]: Json | undefined }) {
  return { digest, count }
}

/** Two answers that contradict each other: of equal sets with different digests, or the other way round. */
export type Clash = { kind: 'same-set' | 'same-digest'; one: Digested; other: Digested }

export function clashesIn(digested: readonly Digested[]): Clash[] {
  const bySet = new Map<string, Digested>()
  const byDigest = new Map<string, Digested>()
  const clashes: Clash[] = []
  for (const other of digested) {
    const digest = valueKey(other.digest ?? null)
    const twin = bySet.get(other.set)
    if (twin !== undefined && valueKey(twin.digest ?? null) !== digest)
      clashes.push({ kind: 'same-set', one: twin, other })
    const double = byDigest.get(digest)
    if (double !== undefined && double.set !== other.set)
      clashes.push({ kind: 'same-digest', one: double, other })
    if (twin === undefined) bySet.set(other.set, other)
    if (double === undefined) byDigest.set(digest, other)
  }
  return clashes
}

/** Equal sets have equal digests, on whichever node; different sets have different ones; and the count is right. */
export function digestsTellSets(run: Run): Finding {
  const digested = digestsOf(run)
  const miscounted = digested.find(({ values, count: said }) => said !== values.length)
  if (miscounted !== undefined) {
    const { node, at, values, count: said } = miscounted
    return {
      kind: 'fails',
      at,
      message: `At ${time(at)} ${node} held ${contents(values)}, and was asked for its "digest". The count should be ${values.length}, and was ${show(said)}.`,
    }
  }
  const [clash] = clashesIn(digested)
  if (clash === undefined) return holds
  return { kind: 'fails', at: clash.other.at, message: clashText(clash) }
}

export function clashText({ kind, one, other }: Clash): string {
  if (kind === 'same-set') {
    const where = one.node === other.node ? `${one.node}, asked twice,` : `${one.node} and ${other.node} both`
    const held = contents(one.values)
    const inOrder =
      held === contents(other.values)
        ? held
        : `${held}, which came to ${other.node} as ${contents(other.values)}`
    return `${where} held ${inOrder}. Equal sets should have equal digests; the answers were ${show(one.digest)} and ${show(other.digest)}.`
  }
  const who = one.node === other.node ? 'later' : other.node
  return `${one.node} held ${contents(one.values)} and ${who} ${contents(other.values)}. Different sets should have different digests; both answered ${show(one.digest)}.`
}

function contents(values: Value[]): string {
  const text = JSON.stringify(values)
  return text.length <= 60 ? text : count(values.length, 'value')
}
