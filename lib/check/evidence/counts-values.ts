import { copiesOf } from '../copies.ts'
import { Knowing } from '../knowing.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { treeInfosOf } from '../tree-info.ts'
import { count, time } from '../words.ts'

/** Two nodes send each other as many copies as they have values, so that hardly any count is telling. */
const leastNodes = 3

/** Wherever `message_count` is wrong it is the number of values, forwarded, known or got, and not of the copies sent. */
export function countsValues(run: Run, workload: SetWorkload): string | undefined {
  if (run.trace.plan.nodes.length < leastNodes) return undefined
  const all = copiesOf(run, workload)
  const knowing = new Knowing(run)
  const readings = { forwarded: true, known: true, got: true }
  let told: { node: string; at: number; said: number; copies: number } | undefined
  for (const { node, at, arrivedId, messageCount: said } of treeInfosOf(run)) {
    const its = all.filter(({ sent }) => sent.event.src === node && sent.event.id < arrivedId)
    if (typeof said !== 'number') return undefined
    if (said !== new Set(its.map(({ key }) => key)).size) readings.forwarded = false
    if (said !== knowing.knownBy(node, { id: arrivedId }).length) readings.known = false
    const got = all.filter(
      ({ sent: { event, deliveries } }) =>
        event.dest === node && (deliveries[0]?.id ?? arrivedId) < arrivedId,
    )
    if (said !== got.length) readings.got = false
    if (said !== its.length && told === undefined) told = { node, at, said, copies: its.length }
  }
  const reading = (['forwarded', 'known', 'got'] as const).find((name) => readings[name])
  if (told === undefined || reading === undefined) return undefined
  const { node, at, said, copies } = told
  return `At ${time(at)} ${node} gave its message_count as ${said}, and had sent ${count(copies, 'copy', 'copies')}. In all answers of this run it is the number of values that ${whose[reading]}, each counted once.`
}

const whose = {
  forwarded: 'a node has forwarded',
  known: 'a node knows',
  got: 'other nodes have sent to a node',
}
