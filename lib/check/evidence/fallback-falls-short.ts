import { isTimedOut, treeTalkOf, type Wait } from '../ack-waits.ts'
import { repeatsLists } from '../deliveries.ts'
import { type Run, untilOf } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { namedNeighbours } from '../tree-info.ts'
import { sideOf } from '../tree-sides.ts'
import { names, show, time } from '../words.ts'

/** A time-out, to whom the node then sent the value directly, and who of that side was never sent it at all. */
type Shortfall = { wait: Wait; told: string[]; left: string[] }

/** After a time-out the value went to the silent neighbour once more, and to nobody behind it. */
export function deliversToSilentOnly(run: Run, workload: SetWorkload): string | undefined {
  const found = shortfallsIn(run, workload).find(
    ({ wait, told }) => told.length === 1 && told[0] === wait.neighbour,
  )
  if (found === undefined) return undefined
  const { wait, left } = found
  return `${tell(wait)} ${wait.node} then sent it directly to ${wait.neighbour} itself, and to nobody else. ${names(left)}, behind ${wait.neighbour}, ${left.length === 1 ? 'was' : 'were'} never sent it.`
}

/** After a time-out the value went to the silent neighbour's own neighbours, and no further. */
export function deliversToNextOnly(run: Run, workload: SetWorkload): string | undefined {
  const neighbours = namedNeighbours(run)
  const found = shortfallsIn(run, workload).find(({ wait, told }) => {
    const next = (neighbours.get(wait.neighbour) ?? []).filter((id) => id !== wait.node)
    const others = told.filter((id) => id !== wait.neighbour)
    return others.length > 0 && others.length === next.length && others.every((id) => next.includes(id))
  })
  if (found === undefined) return undefined
  const { wait, told, left } = found
  return `${tell(wait)} ${wait.node} then sent it directly to ${names(told)}, and to nobody else. ${names(left)}, further behind ${wait.neighbour}, ${left.length === 1 ? 'was' : 'were'} never sent it.`
}

/** After a time-out the value was sent directly to some of the silent neighbour's side, and to the others by nobody. */
export function leavesSomeOut(run: Run, workload: SetWorkload): string | undefined {
  const found = shortfallsIn(run, workload).find(({ told }) => told.length > 0)
  if (found === undefined) return undefined
  const { wait, told, left } = found
  const others = told.filter((id) => id !== wait.neighbour)
  return `${tell(wait)} ${wait.node} then sent it directly to ${names(others.length > 0 ? others : told)}. ${names(left)}, on the same side of the tree, ${left.length === 1 ? 'was' : 'were'} never sent it.`
}

function shortfallsIn(run: Run, workload: SetWorkload): Shortfall[] {
  if (repeatsLists(run, workload)) return []
  const { waits, direct } = treeTalkOf(run, workload)
  return waits.flatMap((wait): Shortfall[] => {
    if (!isTimedOut(wait, untilOf(run))) return []
    const told = direct
      .filter(({ keys, sent: { event } }) => event.src === wait.node && keys.includes(wait.key))
      .map(({ sent: { event } }) => event.dest)
    const side = [...sideOf(run, wait.neighbour, wait.node)].filter((node) => node !== wait.neighbour)
    const left = side.filter(
      (node) =>
        run.facts.live.has(node) &&
        !waits.some(({ key, neighbour }) => key === wait.key && neighbour === node) &&
        !direct.some(({ keys, sent: { event } }) => keys.includes(wait.key) && event.dest === node),
    )
    return left.length === 0 ? [] : [{ wait, told: [...new Set(told)], left }]
  })
}

function tell({ node, neighbour, value, send }: Wait): string {
  return `${node} sent ${show(value)} to ${neighbour} at ${time(send.at)} and no acknowledgement came in time.`
}
