import { wentAsScripted } from '../../../lib/check/conversation.ts'
import { alongNamedEdges, countsAgree, oneCopyEach } from '../../../lib/check/copies.ts'
import {
  hasDegreeWithin,
  isAcyclic,
  isConnected,
  isShallow,
  isSymmetric,
} from '../../../lib/check/overlay.ts'
import { listsNeighbours } from '../../../lib/check/tree-info.ts'
import type { Check, Grader } from '../../../lib/grade/grader.ts'
import { broadcastWorkload as workload } from '../../../lib/scenario/broadcast.ts'
import {
  everyRequestIsAnswered,
  noValueIsLost,
  noValueIsPhantom,
  readsAreTrueOnceAcknowledged,
} from '../../usual-checks.ts'
import { mistakes, mostNeighbours } from './mistakes.ts'
import { answers, contract, scenarios, script } from './scenarios.ts'

const everywhere = scenarios.map(({ name }) => name)
const clusters = everywhere.filter((name) => name !== 'one-node')
/** 0 or "" in a message need not be the value: it may be a count of hops. */
const counted = clusters.filter((name) => name !== 'odd-values')

const checks: Check[] = [
  everyRequestIsAnswered(everywhere, answers),
  {
    id: 'one-node',
    name: 'A node alone keeps every kind of value, and has no neighbours',
    required: true,
    scenarios: ['one-node'],
    judge: (run) => wentAsScripted(run, script),
  },
  readsAreTrueOnceAcknowledged(everywhere, workload),
  {
    id: 'neighbors',
    name: 'tree_info names other nodes, each once, and always the same',
    required: true,
    scenarios: clusters,
    judgesPartial: true,
    judge: listsNeighbours,
  },
  {
    id: 'symmetric',
    name: 'If a node names another as its neighbour, that one names it too',
    required: true,
    scenarios: clusters,
    judgesPartial: true,
    judge: isSymmetric,
  },
  {
    id: 'acyclic',
    name: 'The edges close no cycle',
    required: true,
    scenarios: clusters,
    judgesPartial: true,
    judge: isAcyclic,
  },
  {
    id: 'connected',
    name: 'The edges join all nodes',
    required: true,
    scenarios: clusters,
    judgesPartial: true,
    judge: isConnected,
  },
  {
    id: 'degree',
    name: `No node has more than ${mostNeighbours} neighbours`,
    required: true,
    scenarios: clusters,
    judgesPartial: true,
    judge: (run) => hasDegreeWithin(run, mostNeighbours),
  },
  {
    id: 'path',
    name: 'No way through the tree is longer than 4 · ⌈log₂ n⌉ hops',
    required: true,
    scenarios: clusters,
    judgesPartial: true,
    judge: isShallow,
  },
  {
    id: 'copies',
    name: 'Every node gets exactly one copy of every value',
    required: true,
    scenarios: counted,
    judgesPartial: true,
    judge: (run) => oneCopyEach(run, workload),
  },
  {
    id: 'edges',
    name: 'Values cross the edges that tree_info names, and no others',
    required: true,
    scenarios: counted,
    judgesPartial: true,
    judge: (run) => alongNamedEdges(run, workload),
  },
  {
    id: 'count',
    name: 'message_count is the number of copies sent',
    required: true,
    scenarios: counted,
    judge: (run) => countsAgree(run, workload),
  },
  noValueIsLost(everywhere, workload),
  noValueIsPhantom(everywhere, workload),
]

const grader: Grader = { contract, exhibit: 'grid-25', writes: 'broadcast', scenarios, checks, mistakes }

export default grader
