import { isReordered, statusesOf } from '../block-status.ts'
import { Blocks } from '../blocks.ts'
import type { Run } from '../run.ts'
import { show, time } from '../words.ts'

/** A status with the right names, each once, in another order than sorted. */
export function leavesUnsorted(run: Run): string | undefined {
  const blocks = new Blocks(run)
  for (const { node, at, came, blocked } of statusesOf(run)) {
    const [list = [], ...others] = blocks.listsAt(node, came)
    if (others.length > 0 || !Array.isArray(blocked) || blocked.length !== list.length) continue
    if (!isReordered(list, blocked) || JSON.stringify(blocked) === JSON.stringify(list)) continue
    return `At ${time(at)} ${node} said that it blocks ${show(blocked)}. These are the right names; sorted they are ${show(list)}.`
  }
  return undefined
}
