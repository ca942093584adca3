import { alongEdges } from './edges.ts'
import type { Finding } from './finding.ts'
import type { Run } from './run.ts'
import { aType, time } from './words.ts'

/** Every node-to-node message goes to a neighbour, and none to its own sender. */
export function onlyToNeighbours(run: Run): Finding {
  for (const { event } of run.facts.serverMessages) {
    const { src, dest, at, body } = event
    if (src !== dest) continue
    return {
      kind: 'fails',
      at,
      message: `At ${time(at)} ${src} sent ${aType(body.type)} to itself. A node is no neighbour of its own; what it wants to know it knows already.`,
    }
  }
  return alongEdges(run)
}
