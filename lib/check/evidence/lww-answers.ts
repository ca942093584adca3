import type { Operation } from '../../trace/facts.ts'
import { aloneIn, entriesBy, shownBy, shows } from '../lww-alone.ts'
import { decisionsIn } from '../lww-decisions.ts'
import { type Entry, entryText } from '../lww-order.ts'
import { entriesOf, Replica } from '../lww-replica.ts'
import type { Run } from '../run.ts'
import { show, time } from '../words.ts'

// Answers of nodes that hear of no other, beside those that they should have given.

type Read = { operation: Operation; key: string; held: Entry | undefined; isRight: boolean }

/** All reads, with what the node should have held. */
function readsIn(run: Run): Read[] {
  return [...aloneIn(run).values()].flatMap((operations) => {
    const replica = new Replica()
    return operations.flatMap((operation): Read[] => {
      const { node, request, answer } = operation
      for (const [key, entry] of entriesBy(node, request, answer?.body)) replica.take(key, entry)
      if (request.type !== 'kv_read') return []
      const key = request.key as string
      const held = replica.get(key)
      return [{ operation, key, held, isRight: shows(shownBy(answer?.body), held) }]
    })
  })
}

/** Every `kv_merge` was answered with the number of its entries, also one of which the node took nothing. */
export function countsAllEntries(run: Run): string | undefined {
  const merges = run.facts.operations.filter(({ answer }) => answer?.body.type === 'kv_merge_ok')
  const counted = ({ request, answer }: Operation) =>
    entriesOf(request.entries).length === answer?.body.updated
  if (!merges.every(counted)) return undefined
  // An older one: who counts ties alone has another mistake.
  const refused = decisionsIn(run).find(({ isTaken, held, incoming }) => !isTaken && incoming.ts < held.ts)
  if (refused === undefined) return undefined
  const { node, at, key, held, incoming } = refused
  const merge = merges.find((operation) => operation.node === node && operation.sent.deliveries[0]?.at === at)
  return `At ${time(at)} ${node} was given ${show(key)} as ${entryText(incoming)}, and kept ${entryText(held)}. It answered updated ${show(merge?.answer?.body.updated)}. In every answer that was the number of the entries that had come.`
}

/** Only what is false to JavaScript, or null, was answered as missing, and all else rightly. */
export function takesEmptyForMissing(run: Run): string | undefined {
  const reads = readsIn(run).filter(({ held }) => held !== undefined)
  const wrong = reads.filter(({ isRight }) => !isRight)
  const isMissing = ({ operation, held }: Read) => operation.answer?.body.code === 20 && !held?.value
  const [first] = wrong
  if (first === undefined || wrong.length === reads.length || !wrong.every(isMissing)) return undefined
  const { operation, key, held } = first
  return `At ${time(operation.invokedAt)} ${operation.node} held ${show(key)} = ${show(held?.value)}, and answered error 20, as if nothing were there. Other values it showed.`
}

/** Only under names that every plain object has, or treats in a way of its own, were answers wrong. */
export function keepsKeysAsFields(run: Run): string | undefined {
  const wrong = readsIn(run).filter(({ isRight }) => !isRight)
  const [first] = wrong
  if (first === undefined || wrong.some(({ key }) => !(key in Object.prototype))) return undefined
  const { operation, key, held } = first
  const truth = held === undefined ? 'to which nothing had been written' : `which held ${show(held.value)}`
  return `At ${time(operation.invokedAt)} ${operation.node} was asked for the key ${show(key)}, ${truth}, and answered ${show(answerOf(operation))}. Keys of other names were answered rightly.`
}

function answerOf({ answer }: Operation) {
  const { msg_id: _id, in_reply_to: _to, ...body } = answer?.body ?? { type: 'nothing' }
  return body
}
