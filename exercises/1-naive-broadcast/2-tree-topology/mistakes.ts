import { floods } from '../../../lib/check/evidence/floods.ts'
import { disagreesOnEdges } from '../../../lib/check/evidence/one-sided-edges.ts'
import { sendsBack } from '../../../lib/check/evidence/sent-back.ts'
import { storesLate } from '../../../lib/check/evidence/stored-late.ts'
import { inventsEdges } from '../../../lib/check/evidence/tree-off-topology.ts'
import { treeForEachOrigin } from '../../../lib/check/evidence/trees-by-origin.ts'
import type { Mistake } from '../../../lib/grade/grader.ts'
import { broadcastWorkload as workload } from '../../../lib/scenario/broadcast.ts'

export const mistakes: Mistake[] = [
  {
    slug: 'plain-flooding',
    title: 'Values go over every edge, not over a tree',
    evidence: (run) => floods(run, workload),
    cause:
      'What a node takes for the tree has all edges of the network in it. There may be no tree at all; or every node roots one at itself, and seen from there all its neighbours are children; or the search finds a node twice, over two edges, and keeps both.',
    fix: 'Work out one spanning tree when "topology" comes, from the whole map and from a root that all nodes choose alike. Mark a node as found when it is first seen, so that it gets one parent and no more. Then pass values to neighbours in that tree only.',
  },
  {
    slug: 'tree-per-origin',
    title: 'Each origin has a tree of its own',
    evidence: (run) => treeForEachOrigin(run, workload),
    cause:
      'The tree is rooted at the node where a value starts, so values from different nodes cross different trees.',
    fix: 'Choose the root from the topology alone, once, and use the same tree for every value, wherever it starts.',
    instead: ['inconsistent-trees'],
  },
  {
    slug: 'inconsistent-trees',
    title: 'Nodes disagree about the tree',
    evidence: (run) => disagreesOnEdges(run, workload),
    cause:
      'What a node works out depends on the node: it roots the tree at itself, or rolls dice. Each tree is a good one, and together they are none, so values stop short or arrive twice.',
    fix: 'Let the tree depend on the topology alone: a root that all nodes choose alike (not node.id), and ties between nodes broken by their names.',
  },
  {
    slug: 'echoes-to-parent',
    title: 'Values go back where they came from',
    evidence: (run) => sendsBack(run, workload),
    cause:
      'A node passes a value to all its neighbours in the tree, and so also to the one that had just sent it.',
    fix: "Leave out the sender: it is src, on the handler's second parameter.",
  },
  {
    slug: 'invented-edges',
    title: 'The tree has edges that the network has not',
    evidence: (run) => inventsEdges(run, workload),
    cause:
      "The tree is made from the order of the nodes (each node's children are the next two, say) and not from the topology's edges.",
    fix: 'Grow the tree along the edges: from the root to its neighbours in the topology, from them to theirs that are not in the tree yet, and so on.',
  },
  {
    slug: 'stored-late',
    title: 'A value is stored only after it has been sent on',
    evidence: (run) => storesLate(run, workload),
    cause:
      'A node stores a value when the others have answered. Until then it takes the value for new, and when a client broadcasts it once more, it goes through the tree once more.',
    fix: 'Store the value the moment it comes, before the first await, and answer when you like.',
  },
]
