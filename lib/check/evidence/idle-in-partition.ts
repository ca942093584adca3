import { statusesOf } from '../block-status.ts'
import { groupsOf } from '../reachable.ts'
import type { Run } from '../run.ts'
import { names, time } from '../words.ts'

/** Nodes of one group, with others blocked, that say nothing to each other until the block is lifted. */
export function stopsGossipInPartition(run: Run, leastMs: number): string | undefined {
  const { serverMessages } = run.facts
  const groups = groupsOf(run).filter(({ from, to, isWhole }) => !isWhole && to - from > leastMs)
  for (const { nodes, from, to } of groups) {
    const isTalk = ({ event }: (typeof serverMessages)[number]) =>
      nodes.includes(event.src) && nodes.includes(event.dest) && event.at > from && event.at < to
    const talksLater = serverMessages.some(
      ({ event }) => event.at > to && nodes.includes(event.src) && nodes.includes(event.dest),
    )
    // A node that still blocks whom it should not has another fault.
    const isConfused = statusesOf(run).some(
      ({ node, at, blocked }) =>
        nodes.includes(node) && at > from && at < to && nodes.some((name) => [blocked].flat().includes(name)),
    )
    if (serverMessages.some(isTalk) || !talksLater || isConfused) continue
    return `From ${time(from)} to ${time(to)} ${names(nodes)} blocked other nodes but not each other. In all that time none of them sent another of them a message; afterwards they did.`
  }
  return undefined
}
