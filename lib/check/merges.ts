import { type Json, type Value, valueKey } from '../protocol/message.ts'
import { type Finding, holds } from './finding.ts'
import { Knowing } from './knowing.ts'
import type { Run } from './run.ts'
import { isAcknowledged, type SetWorkload, valueUnder, writesOf } from './set-full.ts'
import { aType, show, time } from './words.ts'

/** A client's merge that was answered. Of sets there are the keys of their values. */
export type Merged = {
  client: string
  node: string
  at: number
  /** What came with the request, repetitions and all. */
  list: Value[]
  /** What the node showed as the request came. */
  before: Set<string>
  /** The same and all that it had acknowledged. */
  held: Set<string>
  /** What it showed as the client had the answer. */
  after: Set<string>
  /** How many of the list were new to the node. */
  fresh: number
  /** How many it said were. */
  said: Json | undefined
}

/** Every merge that a client was answered, in order. */
export function mergesOf(run: Run, workload: SetWorkload): Merged[] {
  const { merge } = workload
  const { facts } = run
  const asked = facts.operations.filter(
    ({ request, answer }) => request.type === merge?.write && answer?.body.type === `${request.type}_ok`,
  )
  if (merge === undefined || asked.length === 0) return []
  const knowing = new Knowing(run)
  const answers = new Map(facts.sent.map((sent) => [sent.event.body, sent.deliveries[0]]))
  const acknowledgements = [...writesOf(run, workload)].flatMap(([key, operations]) =>
    operations.filter(isAcknowledged).flatMap(({ node, answer }) => {
      const at = answer && answers.get(answer.body)
      return at === undefined ? [] : [{ node, key, at }]
    }),
  )
  return asked.flatMap(({ client, node, request, sent, answer }): Merged[] => {
    const [arrival] = sent.deliveries
    const answered = answer === undefined ? undefined : answers.get(answer.body)
    const list = request[merge.list]
    if (arrival === undefined || answer === undefined || answered === undefined || !Array.isArray(list))
      return []
    const before = new Set(knowing.knownBy(node, arrival))
    // What it has acknowledged it holds, whether it shows it or not.
    const taken = acknowledgements.filter((one) => one.node === node && one.at.id < arrival.id)
    const held = new Set([...before, ...taken.map(({ key }) => key)])
    const after = new Set(knowing.knownBy(node, answered))
    const fresh = newIn(list as Value[], before)
    const values = { list: list as Value[], before, held, after }
    return [{ client, node, at: arrival.at, ...values, fresh, said: answer.body.new_count }]
  })
}

/** `new_count` is the number of values that the node did not hold. */
export function countsWhatWasNew(run: Run, workload: SetWorkload): Finding {
  const merges = mergesOf(run, workload)
  const wrong = merges.find(({ list, held, said }) => said !== newIn(list, held))
  if (wrong === undefined) return merges.length > 0 ? holds : { kind: 'idle', why: nothingMerged }
  const { client, node, at, list, held, said } = wrong
  const fresh = newIn(list, held)
  return {
    kind: 'fails',
    at,
    message: `At ${time(at)} ${node} held ${show(heldOf(held))}, and ${client} sent it ${aType(workload.merge?.write)} of ${show(list)}. Of these ${fresh === 1 ? '1 is' : `${fresh} are`} new, so new_count should be ${fresh}; it was ${show(said)}.`,
  }
}

function newIn(list: Value[], keys: ReadonlySet<string>): number {
  return new Set(list.map(valueKey).filter((key) => !keys.has(key))).size
}

/** The values of these keys. */
export function heldOf(keys: Iterable<string>): Value[] {
  return [...keys].map(valueUnder)
}

const nothingMerged = 'Not judged: no merge was acknowledged.'
