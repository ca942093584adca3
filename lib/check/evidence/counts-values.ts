import { copiesOf } from '../copies.ts'
import { Knowing } from '../knowing.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { treeInfosOf } from '../tree-info.ts'
import { count, time } from '../words.ts'

/** Wherever `message_count` is wrong it is the number of values, forwarded or known, and not of the copies sent. */
export function countsValues(run: Run, workload: SetWorkload): string | undefined {
  const all = copiesOf(run, workload)
  const knowing = new Knowing(run)
  const readings = { forwarded: true, known: true }
  let told: { node: string; at: number; said: number; copies: number } | undefined
  for (const { node, at, arrivedId, messageCount: said } of treeInfosOf(run)) {
    const its = all.filter(({ sent }) => sent.event.src === node && sent.event.id < arrivedId)
    if (typeof said !== 'number') return undefined
    if (said !== new Set(its.map(({ key }) => key)).size) readings.forwarded = false
    if (said !== knowing.knownBy(node, { id: arrivedId }).length) readings.known = false
    if (said !== its.length && told === undefined) told = { node, at, said, copies: its.length }
  }
  if (told === undefined || (!readings.forwarded && !readings.known)) return undefined
  const { node, at, said, copies } = told
  const what = readings.forwarded ? 'the values that a node has forwarded' : 'the values that a node knows'
  return `At ${time(at)} ${node} gave its message_count as ${said}, and had sent ${count(copies, 'copy', 'copies')}. In all answers of this run it is the number of ${what}, each counted once.`
}
