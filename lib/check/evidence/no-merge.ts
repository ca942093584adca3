import { valueKey } from '../../protocol/message.ts'
import { Blocks } from '../blocks.ts'
import { valuesIn } from '../named.ts'
import type { Run } from '../run.ts'
import { type SetWorkload, writesOf } from '../set-full.ts'
import { show, time } from '../words.ts'

/** What is under way as the last block is lifted has come by then. */
const underWayMs = 300

/**
 * After the last block was lifted some node lacks a value for good, and nobody said a word any more about what was
 * before: whatever was sent told of later values alone. A question that names no value would be such a word.
 */
export function neverMerges(run: Run, workload: SetWorkload): string | undefined {
  const blocks = new Blocks(run)
  const orders = blocks.orders()
  const lastBlock = orders.findLastIndex(({ list }) => list.length > 0)
  const liftedAt = orders.at(-1)?.operation.invokedAt
  if (lastBlock < 0 || liftedAt === undefined) return undefined
  const { nodes } = run.trace.plan
  if (nodes.some((node) => blocks.at(node, run.trace.events.length).perhaps.size > 0)) return undefined
  const writes = writesOf(run, workload)
  const values = [...writes.values()].flat().map(({ request }) => request[workload.field])
  const isLater = (key: string) => (writes.get(key) ?? []).some(({ invokedAt }) => invokedAt >= liftedAt - 1)
  const talk = run.facts.serverMessages.some(({ event, isAnswer }) => {
    if (isAnswer || event.at < liftedAt + underWayMs) return false
    const named = [...valuesIn(event.body, new Set(values))]
    return named.length === 0 || named.some((value) => !isLater(valueKey(value)))
  })
  if (talk) return undefined
  for (const [key, [write]] of writes) {
    const known = run.facts.knowledge.get(key)
    const missing = nodes.find((node) => !known?.holders.has(node))
    const [holder] = known?.holders ?? []
    if (missing === undefined || holder === undefined || write === undefined || isLater(key)) continue
    return `${write.client} brought ${show(write.request[workload.field])} to ${write.node} at ${time(write.invokedAt)}. As the last block was lifted, at ${time(liftedAt)}, ${missing} lacked it. From ${time(liftedAt + underWayMs)} on no node asked another anything, or told it anything that had come before.`
  }
  return undefined
}
