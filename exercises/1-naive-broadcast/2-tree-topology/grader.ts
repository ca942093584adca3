import { neverBackToParent } from '../../../lib/check/echoes.ts'
import { alongEdges } from '../../../lib/check/edges.ts'
import { withinTwiceRadius } from '../../../lib/check/hops.ts'
import { oncePerTreeEdge, oneTreeForAll } from '../../../lib/check/tree.ts'
import type { Check, Grader } from '../../../lib/grade/grader.ts'
import {
  broadcastAnswers as answers,
  broadcastContract as contract,
  broadcastWorkload as workload,
} from '../../../lib/scenario/broadcast.ts'
import {
  everyRequestIsAnswered,
  loneNodeKeepsValues,
  networkFallsSilent,
  noValueIsLost,
  noValueIsPhantom,
  readsAreTrueOnceAcknowledged,
} from '../../usual-checks.ts'
import { mistakes } from './mistakes.ts'
import { scenarios, script } from './scenarios.ts'

/** The deepest tree here has 29 hops of 10 ms; what still moves two seconds later will never stop by itself. */
const quietAfterMs = 2000
const everywhere = scenarios.map(({ name }) => name)
const clusters = everywhere.filter((name) => name !== 'one-node')

const checks: Check[] = [
  everyRequestIsAnswered(everywhere, answers),
  loneNodeKeepsValues(script),
  readsAreTrueOnceAcknowledged(everywhere, workload),
  noValueIsLost(everywhere, workload),
  noValueIsPhantom(everywhere, workload),
  networkFallsSilent(everywhere, quietAfterMs),
  {
    id: 'edges',
    name: 'Every edge of the tree is an edge of the topology',
    required: true,
    scenarios: clusters,
    judgesPartial: true,
    judge: alongEdges,
  },
  {
    id: 'no-echo',
    name: 'No value goes back over the edge it came by',
    required: true,
    scenarios: clusters,
    judgesPartial: true,
    judge: (run) => neverBackToParent(run, workload),
  },
  {
    id: 'forwards',
    name: 'Exactly n − 1 forwards for each value',
    required: true,
    scenarios: clusters,
    judgesPartial: true,
    judge: (run) => oncePerTreeEdge(run, workload),
  },
  {
    id: 'one-tree',
    name: 'All messages between nodes cross the same tree',
    required: true,
    scenarios: clusters,
    judgesPartial: true,
    judge: (run) => oneTreeForAll(run, workload),
  },
  {
    id: 'hops',
    name: 'Every value reaches every node in at most 2 × radius hops',
    required: false,
    scenarios: clusters,
    judge: (run) => withinTwiceRadius(run, workload),
  },
]

const grader: Grader = { contract, exhibit: 'grid-5x5', writes: 'broadcast', scenarios, checks, mistakes }

export default grader
