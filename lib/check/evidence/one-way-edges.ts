import { copiesOf } from '../copies.ts'
import { isSymmetric } from '../overlay.ts'
import type { Run } from '../run.ts'
import { type SetWorkload, writesOf } from '../set-full.ts'
import { namedNeighbours } from '../tree-info.ts'
import { show, time } from '../words.ts'

/** Values cross every edge in one direction only, and one that a client gave a node stayed on that side. */
export function flowsOneWay(run: Run, workload: SetWorkload): string | undefined {
  if (isSymmetric(run).kind !== 'holds') return undefined
  const named = namedNeighbours(run)
  const crossed = new Map<string, { src: string; dest: string; at: number; text: string }>()
  for (const { value, sent } of copiesOf(run, workload)) {
    const { src, dest, at } = sent.event
    if (crossed.has(`${dest} ${src}`)) return undefined
    if (!crossed.has(`${src} ${dest}`)) crossed.set(`${src} ${dest}`, { src, dest, at, text: show(value) })
  }
  for (const { src: above, dest: below, at, text } of crossed.values()) {
    if (!named.get(below)?.includes(above)) continue
    for (const [key, [write]] of writesOf(run, workload)) {
      const known = run.facts.knowledge.get(key)
      if (write?.node !== below || known === undefined || known.learned.has(above)) continue
      return `${above} sent ${text} to ${below} at ${time(at)}, and ${below} never sent ${above} anything: ${show(known.value)}, which a client gave ${below} at ${time(write.invokedAt)}, never came to ${above}. In the whole run no edge carried values in both directions.`
    }
  }
  return undefined
}
