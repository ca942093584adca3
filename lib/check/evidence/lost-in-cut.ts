import { isForward, type Sent } from '../../trace/facts.ts'
import { valuesOf } from '../carried.ts'
import { cutsOf, lastHeal } from '../cuts.ts'
import { valuesIn } from '../named.ts'
import type { Run } from '../run.ts'
import { type SetWorkload, writesOf } from '../set-full.ts'
import { count, show, time } from '../words.ts'

/**
 * An acknowledged value ran into a partition, is missing at the end, and nobody sent it there a second time. After the
 * last heal nodes sent each other values alone: who sends anything else may compare, and do that wrong.
 */
export function losesInCuts(run: Run, workload: SetWorkload): string | undefined {
  const healedAt = lastHeal(cutsOf(run))
  if (healedAt === undefined || run.trace.end.kind !== 'finished') return undefined
  const values = valuesOf(run, workload)
  const dropped = new Map<unknown, { src: string; dest: string; at: number; by: string }>()
  const resent = new Set<unknown>()
  if (run.facts.serverMessages.some((sent) => comparesAfter(sent, healedAt, values))) return undefined
  for (const { event, drops } of run.facts.serverMessages) {
    const { src, dest, at, body } = event
    const cut = drops.find(({ reason }) => reason === 'cut')
    if (cut === undefined && at < healedAt) continue
    for (const value of valuesIn(body, values)) {
      if (at >= healedAt || dropped.get(value)?.dest === dest) resent.add(value)
      else if (!dropped.has(value)) dropped.set(value, { src, dest, at, by: cut?.by ?? '' })
    }
  }
  const lost = [...writesOf(run, workload)].flatMap(([key, operations]) => {
    const acknowledged = operations.some(({ answer }) => answer?.body.type === `${workload.write}_ok`)
    const known = run.facts.knowledge.get(key)
    const drop = dropped.get(known?.value)
    const isEverywhere = [...run.facts.live].every((node) => known?.holders.has(node))
    if (!acknowledged || isEverywhere || drop === undefined || resent.has(known?.value)) return []
    return [{ value: known?.value, drop }]
  })
  const [first] = lost
  if (first === undefined) return undefined
  const { src, dest, at, by } = first.drop
  return `${src} sent ${show(first.value)} to ${dest} at ${time(at)}, and the partition "${by}" dropped it. The last partition healed at ${time(healedAt)}; after that nobody sent it to anybody. So it went with ${count(lost.length, 'value')}.`
}

function comparesAfter(sent: Sent, healedAt: number, values: ReturnType<typeof valuesOf>): boolean {
  const { at, body } = sent.event
  return at >= healedAt && isForward(sent) && valuesIn(body, values).size === 0
}
