import { copiesOf } from '../copies.ts'
import type { Run } from '../run.ts'
import { type SetWorkload, writesOf } from '../set-full.ts'
import { count, show } from '../words.ts'

/** In smaller networks a tree may well have a node that is everybody's neighbour. */
const leastNodes = 4

/** Every copy of every value was sent by the node that the client had given it to, and there were several such nodes. */
export function sendsAllItself(run: Run, workload: SetWorkload): string | undefined {
  const { length: nodes } = run.trace.plan.nodes
  const writes = writesOf(run, workload)
  const copies = copiesOf(run, workload)
  if (nodes < leastNodes || copies.some(({ key, sent }) => writes.get(key)?.[0]?.node !== sent.event.src))
    return undefined
  const complete = [...writes].filter(
    ([key]) =>
      new Set(copies.filter((copy) => copy.key === key).map(({ sent }) => sent.event.dest)).size ===
      nodes - 1,
  )
  const [one, other] = complete.map(([key, [write]]) => ({
    write,
    value: run.facts.knowledge.get(key)?.value,
  }))
  const origins = new Set(complete.map(([, [write]]) => write?.node))
  if (one === undefined || other === undefined || origins.size < 2) return undefined
  return `${one.write?.node} sent ${show(one.value)} to all ${nodes - 1} others itself, and ${other.write?.node} so ${show(other.value)}. Of ${count(copies.length, 'copy', 'copies')} in this run no node passed one on.`
}
