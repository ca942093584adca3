import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { takenIn } from '../taken-in.ts'
import { aType, time } from '../words.ts'

/** Of all that clients brought in the nodes acknowledged and did not show 0 and "", and nothing else. */
export function losesFalsyElements(run: Run, workload: SetWorkload): string | undefined {
  const all = takenIn(run, workload)
  const lost = all.filter(({ isShown }) => !isShown)
  const isFalsy = ({ value }: { value: unknown }) => value === 0 || value === ''
  const [first] = lost
  if (first === undefined || !lost.every(isFalsy) || !all.some(({ isShown }) => isShown)) return undefined
  // If one of the two was kept all the time, it is something else that is wrong with the other.
  const isOther = ({ value }: { value: unknown }) => isFalsy({ value }) && value !== first.value
  const others = all.filter(isOther)
  if (others.length > 0 && others.every(({ isShown }) => isShown)) return undefined
  const { operation, value } = first
  return `At ${time(operation.invokedAt)} ${operation.client} sent ${operation.node} ${JSON.stringify(value)} with ${aType(operation.request.type)}. It was acknowledged and not shown; of all that came in the run only 0 and "" went that way.`
}
