import type { Operation } from '../../trace/facts.ts'
import { removesOf } from '../removals.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { type TakenIn, takenIn } from '../taken-in.ts'
import { show, time } from '../words.ts'

/** What a client tried to remove where it was not shown is not shown there when it is added later. */
export function poisonsUnseen(run: Run, workload: SetWorkload): string | undefined {
  const removes = removesOf(run, workload)
  const missing = takenIn(run, workload, { removed: true }).filter(({ isShown }) => !isShown)
  // Who does not show what no client had asked to remove errs in something else.
  const asked = ({ value, operation }: TakenIn) =>
    removes.some((remove) => remove.value === value && remove.arrival.id < arrivalOf(operation)) ||
    isMergedOut(run, workload, value)
  if (!missing.every(asked)) return undefined
  for (const { operation, value } of missing) {
    const { node, invokedAt } = operation
    const ofValue = removes.filter((remove) => remove.value === value)
    // Where it was rightly removed, anywhere, or merged in as removed, it should not be shown.
    if (ofValue.some(({ wasShown }) => wasShown) || isMergedOut(run, workload, value)) continue
    const vain = ofValue.find(
      (remove) => remove.operation.node === node && remove.arrival.id < arrivalOf(operation),
    )
    if (vain === undefined) continue
    const { answer } = vain.operation
    const said = answer?.body.type === 'error' ? `error ${show(answer.body.code)}` : show(answer?.body.type)
    return `At ${time(vain.arrival.at)} ${node} did not show ${show(value)}, and was asked to remove it; it answered ${said}. At ${time(invokedAt)} ${show(value)} was added there, acknowledged, and not shown.`
  }
  return undefined
}

function arrivalOf({ sent }: Operation): number {
  return sent.deliveries[0]?.id ?? 0
}

function isMergedOut({ facts }: Run, { merge }: SetWorkload, value: unknown): boolean {
  return facts.operations.some(({ request }) => {
    const list = request[merge?.tombstones ?? '']
    return Array.isArray(list) && list.some((other) => other === value)
  })
}
