import type { Value } from '../protocol/message.ts'
import { explainMissing } from './explain.ts'
import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { type SetWorkload, writesOf } from './set-full.ts'
import { count, names, show, time } from './words.ts'

/** What a node acknowledged before it crashed is known to every live node at the end; what it did not, may be gone. */
export function acknowledgedSurvive(run: Run, workload: SetWorkload): Finding {
  const { knowledge, live } = run.facts
  const lost = [...writesOf(run, workload)].flatMap(([key, operations]) => {
    const write = operations.find(({ answer }) => answer?.body.type === `${workload.write}_ok`)
    const missing = [...live].filter((node) => !knowledge.get(key)?.holders.has(node))
    return write === undefined || missing.length === 0 ? [] : [{ write, missing }]
  })
  const [first] = lost
  if (first === undefined) return holds
  const { write, missing } = first
  const { node, request, answer } = write
  const value = request[workload.field] as Value
  const crash = run.trace.events.find((event) => event.kind === 'crash' && event.node === node)
  const acknowledgedAt = answer?.at ?? write.invokedAt
  const crashed = crash === undefined ? '' : ` and crashed ${time(crash.at - acknowledgedAt)} later`
  const others = lost.length === 1 ? '' : ` (And ${count(lost.length - 1, 'other value')} likewise.)`
  return {
    kind: 'fails',
    at: crash?.at ?? acknowledgedAt,
    message: `${node} acknowledged ${show(value)} at ${time(acknowledgedAt)}${crashed}. An acknowledged value must outlive that; at the end, ${time(run.trace.end.at)}, ${names(missing)} ${missing.length === 1 ? 'does' : 'do'} not know it.${others}`,
    chain: explainMissing(run, value, missing, write),
  }
}
