import { isForward } from '../../trace/facts.ts'
import { treeType } from '../first-arrivals.ts'
import type { Run } from '../run.ts'
import { tellsOnce } from './tells-once.ts'

/** All that nodes say to each other is along the tree, each value once, and somebody is left without one. */
export function hasNoRepair(run: Run): string | undefined {
  const others = run.facts.serverMessages.filter(isForward).some(({ event }) => event.body.type !== treeType)
  return others ? undefined : tellsOnce(run)
}
