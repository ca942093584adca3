import type { Value } from '../protocol/message.ts'
import type { Operation } from '../trace/facts.ts'
import { type Finding, holds } from './finding.ts'
import { Knowing } from './knowing.ts'
import { heldOf } from './merges.ts'
import type { Run } from './run.ts'
import { isAcknowledged, keptWritesOf, type SetWorkload, valueUnder, writesOf } from './set-full.ts'
import { aType, show, time } from './words.ts'

/** A value that a client brought to a node, which acknowledged it; `isShown` by the time the client had the answer. */
export type TakenIn = { value: Value; operation: Operation; isShown: boolean; shown: Value[] }

/** With `removed` those that are to be taken out are among them. */
export function takenIn(run: Run, workload: SetWorkload, { removed = false } = {}): TakenIn[] {
  const knowing = new Knowing(run)
  const answers = new Map(run.facts.sent.map((sent) => [sent.event.body, sent.deliveries[0]]))
  const writes = removed ? writesOf(run, workload) : keptWritesOf(run, workload)
  return [...writes].flatMap(([key, operations]) =>
    operations.filter(isAcknowledged).flatMap((operation): TakenIn[] => {
      const answered = operation.answer && answers.get(operation.answer.body)
      if (answered === undefined) return []
      const isShown = knowing.knew(operation.node, key, answered)
      const shown = isShown ? [] : heldOf(knowing.knownBy(operation.node, answered))
      return [{ value: valueUnder(key), operation, isShown, shown }]
    }),
  )
}

/** A node shows what it acknowledged, from the moment its client has the answer at the latest. */
export function showsWhatItTookIn(run: Run, workload: SetWorkload): Finding {
  const all = takenIn(run, workload)
  const missing = all.find(({ isShown }) => !isShown)
  if (missing === undefined) return all.length > 0 ? holds : { kind: 'idle', why: nothingTakenIn }
  const { value, operation, shown } = missing
  const { client, node, request, invokedAt, answer } = operation
  const { type, msg_id: _id, ...fields } = request
  const [given] = Object.values(fields)
  return {
    kind: 'fails',
    at: invokedAt,
    message: `At ${time(invokedAt)} ${client} sent ${node} ${aType(type)} of ${show(given)}, and got "${answer?.body.type}". From then on ${node}'s "${workload.read}" should show ${show(value)}; it showed ${show(shown)}.`,
  }
}

const nothingTakenIn = 'Not judged: nothing that clients brought in was acknowledged.'
