import { buildsChain } from '../../../lib/check/evidence/chain-overlay.ts'
import { sendsCopiesTwice } from '../../../lib/check/evidence/copies-doubled.ts'
import { countsValues } from '../../../lib/check/evidence/counts-values.ts'
import { comesRound } from '../../../lib/check/evidence/named-cycle.ts'
import { namesOneSided } from '../../../lib/check/evidence/named-one-sided.ts'
import { flowsOneWay } from '../../../lib/check/evidence/one-way-edges.ts'
import { keepsToMap } from '../../../lib/check/evidence/overlay-on-map.ts'
import { sendsBack } from '../../../lib/check/evidence/sent-back.ts'
import { sendsAllItself } from '../../../lib/check/evidence/sent-direct.ts'
import { buildsStar } from '../../../lib/check/evidence/star-overlay.ts'
import { sendsToItself } from '../../../lib/check/evidence/to-itself.ts'
import { treeForEachOrigin } from '../../../lib/check/evidence/trees-by-origin.ts'
import { meansNobody } from '../../../lib/check/evidence/unknown-nodes.ts'
import type { Mistake } from '../../../lib/grade/grader.ts'
import { broadcastWorkload as workload } from '../../../lib/scenario/broadcast.ts'

/** How many neighbours a node of the tree may have. */
export const mostNeighbours = 8

export const mistakes: Mistake[] = [
  {
    slug: 'keeps-to-topology',
    title: 'The tree keeps to the edges of the topology',
    evidence: (run) => keepsToMap(run, mostNeighbours),
    cause:
      'The tree is grown along the edges of the map that "topology" brings, as in task 1.2. Here the map is advice: it may be a line, a star, or not even connected, and a tree of its edges is then as deep, as wide or as torn as it is.',
    fix: 'Build the tree from node.nodeIds instead, which all nodes have in the same order: by places in that list. Any node may send to any other.',
    instead: ['cyclic-overlay', 'star', 'chain', 'asymmetric-neighbours'],
  },
  {
    slug: 'beyond-the-list',
    title: 'Nodes reckon with neighbours that do not exist',
    evidence: meansNobody,
    explainsEnds: true,
    cause:
      'The places of the children are calculated (2i + 1 and 2i + 2, say), and for the last nodes they lie beyond the end of the list. Nobody looks whether there is such a node.',
    fix: 'Take a child only if its place is smaller than node.nodeIds.length.',
    instead: ['asymmetric-neighbours'],
  },
  {
    slug: 'sends-to-itself',
    title: 'A node is its own neighbour',
    evidence: sendsToItself,
    cause:
      'The arithmetic of places does not fit the way of counting: the children of place i are 2i and 2i + 1 if the first place is 1, and then the root is nobody’s child. Counted from 0, place 0 is its own child.',
    fix: 'Counting from 0, the children of place i are 2i + 1 and 2i + 2, and the parent is ⌊(i − 1) / 2⌋.',
  },
  {
    slug: 'asymmetric-neighbours',
    title: 'Two nodes disagree about an edge between them',
    evidence: namesOneSided,
    cause:
      'Each node works out its neighbours from something that differs from node to node, such as node.peers, in which the node itself is missing; or neighbors names the children and leaves out the parent.',
    fix: 'Work out the tree from what is the same for all, node.nodeIds in its order, and give both: the parent and the children.',
    instead: ['cyclic-overlay'],
  },
  {
    slug: 'cyclic-overlay',
    title: 'The overlay has a cycle',
    evidence: (run) => comesRound(run, workload),
    cause:
      'Nodes have more edges among them than a tree has, n − 1: a ring, say, or a tree with short cuts. A value then comes to some node from two sides.',
    fix: 'Give every node but one exactly one parent, which stands before it in the list. That is n − 1 edges, and they cannot close a cycle.',
  },
  {
    slug: 'star',
    title: 'One node has all the others for neighbours',
    evidence: (run) => buildsStar(run, mostNeighbours),
    cause:
      'All nodes hang on one. It is a tree and a very flat one, but the one in the middle must send every value to everybody.',
    fix: `Let a node have few children, two to seven, and these have children in turn: with two, a hundred nodes are six edges deep.`,
  },
  {
    slug: 'chain',
    title: 'The nodes stand in a row',
    evidence: buildsChain,
    cause: 'Every node passes values to the next in the list. That is a tree, and the deepest there is.',
    fix: 'Give each node two children or more: the children of place i are 2i + 1 and 2i + 2.',
  },
  {
    slug: 'root-only-origin',
    title: 'Values flow down the tree and never up',
    evidence: (run) => flowsOneWay(run, workload),
    cause:
      'A node passes values to its children only. What starts at the root reaches everybody; what starts at a leaf stays there.',
    fix: 'Send to every neighbour in the tree, the parent among them, but for the one that the value came from.',
  },
  {
    slug: 'direct-to-all',
    title: 'Whoever has a value from a client sends it to everybody',
    evidence: (run) => sendsAllItself(run, workload),
    cause:
      'The node at which a value starts sends it to all others, and nobody passes it on. Each gets one copy; but a node has as many neighbours as there are others, whatever tree_info says.',
    fix: 'Send to the neighbours in the tree only, and let each node pass a new value on to its own.',
    instead: ['star'],
  },
  {
    slug: 'tree-per-origin',
    title: 'Each origin has a tree of its own',
    evidence: (run) => treeForEachOrigin(run, workload),
    cause:
      'The tree is reckoned from the node at which a value starts, so values from different nodes cross different edges, and tree_info cannot name them.',
    fix: 'One tree serves all values. Wherever one starts, it goes up as well as down.',
  },
  {
    slug: 'echoes-to-sender',
    title: 'Values go back where they came from',
    evidence: (run) => sendsBack(run, workload),
    cause:
      'A node passes a value to its neighbours in the tree, and the one that had just sent it is among them.',
    fix: "Leave out the sender, not the node at which the value started: it is src, on the handler's second parameter.",
  },
  {
    slug: 'duplicate-copies',
    title: 'A value crosses an edge more than once',
    evidence: (run) => sendsCopiesTwice(run, workload),
    cause:
      'A node sends on a value that it has sent before. In a tree nothing comes round, so it seems as if nobody had to look; but a client may broadcast a value a second time.',
    fix: 'Send a value on only when it is new to the node, and remember it at once.',
  },
  {
    slug: 'counts-values',
    title: 'message_count counts values instead of copies',
    evidence: (run) => countsValues(run, workload),
    cause:
      'The count goes up by one for a value, to however many neighbours it was sent, or is the number of values that the node knows or has got.',
    fix: 'Add one for every message with a value in it, beside the node.send or node.rpc that sends it.',
  },
]
