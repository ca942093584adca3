import type { Run } from '../run.ts'
import { treeInfosOf } from '../tree-info.ts'
import { show, time } from '../words.ts'

/** A node names or writes to nodes that do not exist. */
export function meansNobody(run: Run): string | undefined {
  const { nodes } = run.trace.plan
  const known = new Set<unknown>(nodes)
  for (const { node, at, neighbors } of treeInfosOf(run)) {
    const stranger = Array.isArray(neighbors) ? neighbors.find((id) => !known.has(id)) : undefined
    if (stranger !== undefined)
      return `At ${time(at)} ${node} named ${show(stranger)} as its neighbour, ${nobody}`
  }
  const lost = run.facts.serverMessages.find(({ event }) => !known.has(event.dest))
  if (lost === undefined) return undefined
  const { src, dest, at } = lost.event
  return `At ${time(at)} ${src} sent a message to ${show(dest)}, ${nobody}`
}

const nobody = 'and the network has no node of that name.'
