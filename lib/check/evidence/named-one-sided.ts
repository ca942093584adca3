import { isSymmetric } from '../overlay.ts'
import type { Run } from '../run.ts'
import { namedNeighbours } from '../tree-info.ts'
import { count, names } from '../words.ts'

/** A node names another as its neighbour, which does not name it, and this is so on many edges. */
export function namesOneSided(run: Run): string | undefined {
  if (isSymmetric(run).kind !== 'fails') return undefined
  const named = namedNeighbours(run)
  const oneSided = [...named].flatMap(([node, neighbours]) =>
    neighbours
      // A node that names itself, or one that does not exist, has another fault.
      .filter((other) => other !== node && named.has(other) && !named.get(other)?.includes(node))
      .map((other) => ({ node, other })),
  )
  const [first] = oneSided
  if (first === undefined) return undefined
  const theirs = named.get(first.other) ?? []
  const others = oneSided.length === 1 ? '' : ` (${count(oneSided.length - 1, 'other edge')} likewise.)`
  return `${first.node} names ${first.other} as its neighbour, and ${first.other} names ${theirs.length === 0 ? 'nobody' : `only ${names(theirs, 8)}`}.${others}`
}
