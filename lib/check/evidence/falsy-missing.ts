import { type StoreRequests, writesOf } from '../../trace/writes.ts'
import type { Run } from '../run.ts'
import { aType, show, time } from '../words.ts'

/** A client wrote 0, "", false or null, and the same node said soon after that it holds nothing under that key. */
export function takesFalsyForMissing(run: Run, requests: StoreRequests): string | undefined {
  const writes = writesOf(run.facts, requests).filter(({ acknowledged }) => acknowledged !== undefined)
  const reads = run.facts.operations.filter(({ request }) => request.type === requests.read)
  const misses = reads.flatMap(({ node, request, answer, sent }) => {
    if (answer?.body.type !== 'error' || answer.body.code !== 20) return []
    const id = sent.event.id
    const before = writes.filter(
      (write) => write.node === node && write.key === request.key && write.taken.id < id,
    )
    const last = before.at(-1)
    return last === undefined ? [] : [{ node, at: sent.event.at, write: last }]
  })
  const [first] = misses
  if (first === undefined || misses.some(({ write }) => Boolean(write.value))) return undefined
  const { node, at, write } = first
  return `At ${time(write.taken.at)} ${write.operation.client} wrote ${show(write.value)} under ${show(write.key)} at ${node}, and had its acknowledgement. At ${time(at)} ${node} answered ${aType(requests.read)} of this key with error 20.`
}
