import { canonicalJson } from '../protocol/canonical-json.ts'
import type { EventOf } from '../trace/event.ts'
import type { Operation } from '../trace/facts.ts'
import type { Run } from './run.ts'
import { sameVector } from './version-vector.ts'
import { keyText, versionsText } from './version-words.ts'
import { type Shown, shownIn, versionsOf, type Written } from './versions.ts'
import { show, time } from './words.ts'

/** A client's `vv_read` that was answered. */
export type Reading = {
  operation: Operation
  arrival: EventOf<'deliver'>
  key: string
  node: string
  /** The versions in the answer; none where it was error 20, undefined where it was anything else. */
  shown: Shown[] | undefined
  /** What had been written under the key, anywhere, when it came. */
  before: Written[]
}

const keyDoesNotExist = 20

/** In the order in which they arrived. */
export function readingsOf(run: Run): Reading[] {
  const writes = versionsOf(run)
  return run.facts.operations
    .flatMap((operation): Reading[] => {
      const { request, node, answer, sent } = operation
      const [arrival] = sent.deliveries
      if (request.type !== 'vv_read' || arrival === undefined || answer === undefined) return []
      const key = request.key as string
      const before = writes.filter((written) => written.key === key && written.arrival.id < arrival.id)
      return [
        { operation, arrival, key, node, shown: isUnknown(operation) ? [] : shownIn(answer.body), before },
      ]
    })
    .sort((a, b) => a.arrival.id - b.arrival.id)
}

/** Whether the answer says that the key does not exist. */
export function isUnknown({ answer }: Operation): boolean {
  return answer?.body.type === 'error' && answer.body.code === keyDoesNotExist
}

/** The write that a version comes from. */
export function writeOf({ value, vc }: Shown, among: readonly Written[]): Written | undefined {
  return among.find(
    (written) => canonicalJson(written.value) === canonicalJson(value) && sameVector(written.vc, vc),
  )
}

/** The question and its answer, as the beginning of a sentence. */
export function readingText({ operation, arrival, key, node, shown }: Reading): string {
  const asked = `At ${time(arrival.at)} ${operation.client} read ${keyText(key)} at ${node} and was answered`
  if (isUnknown(operation)) return `${asked} error 20`
  if (shown === undefined) return `${asked} ${show(operation.answer?.body)}`
  return `${asked} ${versionsText(shown)}, with conflict ${show(operation.answer?.body.conflict)}`
}
