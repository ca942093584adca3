import type { ErrorCode } from '../protocol/errors.ts'
import type { Json } from '../protocol/message.ts'
import type { Facts, Operation } from './facts.ts'
import { heldText, type StoreRequests, type Write } from './writes.ts'

const keyDoesNotExist: ErrorCode = 20

/** A client's read that was answered, with a value or with the word that there is none. */
export type StoreRead = { operation: Operation; text: string | undefined }

/** All answered reads in the order they were made. */
export function storeReads(facts: Facts, { read }: StoreRequests): StoreRead[] {
  return facts.operations.flatMap((operation): StoreRead[] => {
    const { request, answer } = operation
    if (request.type !== read || answer === undefined) return []
    const { type, code, value } = answer.body
    if (type === 'error') return code === keyDoesNotExist ? [{ operation, text: undefined }] : []
    if (value === undefined) return []
    return [{ operation, text: heldText(request.key as string, value as Json) }]
  })
}

/**
 * The reads that returned an older value than the newest that was acknowledged before they were invoked, or none though
 * there was one. Of two acknowledged in the same instant neither is the older.
 */
export function staleReads(reads: readonly StoreRead[], writes: readonly Write[]): StoreRead[] {
  return reads.filter(({ operation, text }) => {
    const { key } = operation.request
    const before = writes.filter(
      (write) =>
        write.key === key && (write.acknowledged?.id ?? Number.POSITIVE_INFINITY) < operation.sent.event.id,
    )
    const newest = Math.max(...before.map(({ acknowledged }) => acknowledged?.at ?? 0))
    if (before.length === 0) return false
    return (
      text === undefined ||
      before.some((write) => write.text === text && (write.acknowledged?.at ?? 0) < newest)
    )
  })
}
