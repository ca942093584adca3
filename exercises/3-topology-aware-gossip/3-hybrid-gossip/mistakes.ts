import { gossipsFreshValues } from '../../../lib/check/evidence/fresh-gossip.ts'
import { forgetsHopsInGossip, neverCountsHops } from '../../../lib/check/evidence/hops-told.ts'
import { countsEveryArrival, leavesOwnOut } from '../../../lib/check/evidence/hybrid-counts.ts'
import { callsTreeOtherwise, onlyGossips } from '../../../lib/check/evidence/never-on-tree.ts'
import { repairsAlongTree, stopsTelling } from '../../../lib/check/evidence/repair-stops.ts'
import { strikesOffPeers } from '../../../lib/check/evidence/struck-off.ts'
import { hasNoRepair } from '../../../lib/check/evidence/tree-alone.ts'
import { alwaysSaysTree, lastArrivalWins } from '../../../lib/check/evidence/via-told.ts'
import type { Mistake } from '../../../lib/grade/grader.ts'
import { broadcastWorkload as workload } from '../../../lib/scenario/broadcast.ts'

export const mistakes: Mistake[] = [
  {
    slug: 'gossip-only',
    title: 'There is no tree',
    evidence: (run) => onlyGossips(run, workload),
    cause:
      'A value waits for the timer, and then for the next node’s timer: the rounds lose nothing, and every value takes several of them.',
    fix: 'Send a new value along a tree the moment it comes, in a "tree_broadcast" to each neighbour but the one it came from. The rounds stay, for what that loses.',
  },
  {
    slug: 'tree-only',
    title: 'There is no repair',
    evidence: hasNoRepair,
    cause:
      'A value is sent along the tree once, and nobody looks whether it came. A lost message, a crashed node or a partition leaves everybody behind it without.',
    fix: 'Every so often let a node tell a random peer what it has long known, by its ids or the values themselves, and let the peer take what it lacks.',
  },
  {
    slug: 'gossips-along-tree',
    title: 'Gossip goes along the tree too',
    evidence: (run) => repairsAlongTree(run, workload),
    cause:
      'A round tells a neighbour in the tree. Where a node has crashed, both ways end at the same place: whoever is behind it hears of nothing.',
    fix: 'Let a round draw from node.peers, all other nodes.',
  },
  {
    slug: 'stops-telling',
    title: 'Gossip tells a value for a while and then no more',
    evidence: (run) => stopsTelling(run, workload),
    cause:
      'A round leaves out what it has told before, or what is no longer young. Whoever missed it then, by a lost message or a partition, never gets it.',
    fix: 'Leave nothing out for ever: tell all that is settled, or let the peer say what it lacks.',
    instead: ['gossips-along-tree'],
  },
  {
    slug: 'gives-up-on-peers',
    title: 'Who did not answer is struck off for good',
    evidence: strikesOffPeers,
    cause:
      'A peer that left a request without an answer is taken for dead and never drawn again. It may have been behind a partition; when that heals, each side has struck off the other.',
    fix: 'Ask again later, however often a peer was silent: a round to a dead one costs a message, and a peer that is back is found by nothing else.',
    instead: ['gossips-along-tree'],
  },
  {
    slug: 'unnamed-tree',
    title: 'The messages of the tree have another type',
    evidence: (run) => callsTreeOtherwise(run, workload),
    cause:
      'Values cross a tree in messages of some other type. What came by the tree is told by the type of the message, and by nothing else.',
    fix: 'Send them as "tree_broadcast"; what else is in the message is up to you.',
    instead: ['always-says-tree'],
  },
  {
    slug: 'hops-not-incremented',
    title: 'Hops do not count up',
    evidence: neverCountsHops,
    cause:
      'A node passes a value on with the number of hops that it got it with, or tells the hops of its sender.',
    fix: 'Send one hop more than you got: the node that gets the message is one farther away.',
    instead: ['gossip-forgets-hops'],
  },
  {
    slug: 'gossip-forgets-hops',
    title: 'Gossip carries no hops',
    evidence: forgetsHopsInGossip,
    cause:
      'What comes by gossip is given a number of hops of its own, such as 1, or that of the node that sent it. A value that comes by gossip has made all the hops before.',
    fix: 'Let each value in gossip travel with the hops of the node that tells it, and add one.',
  },
  {
    slug: 'last-arrival-wins',
    title: 'A later arrival overwrites the first',
    evidence: lastArrivalWins,
    cause: 'How a value came is stored whenever it comes, and it comes again and again.',
    fix: 'Look whether the value is known before anything is stored. The first arrival decides.',
  },
  {
    slug: 'always-says-tree',
    title: 'Everything came by the tree, it is said',
    evidence: alwaysSaysTree,
    cause: 'Nodes do not remember how a value came, or note "tree" on both ways.',
    fix: 'Store the way with the value: "gossip" in the handler of whatever is no "tree_broadcast".',
  },
  {
    slug: 'gossips-fresh-values',
    title: 'Gossip races the tree',
    evidence: gossipsFreshValues,
    cause:
      'A round tells all that a node knows, the values that came a moment ago among them. Some nodes get them from a round before the tree has come that far.',
    fix: 'Remember when a value came, and tell by gossip only what is older than the tree needs: half a second, say.',
  },
  {
    slug: 'own-values-left-out',
    title: 'The statistics leave out the clients’ own values',
    evidence: leavesOwnOut,
    cause: 'A delivery is counted where messages from nodes are handled, and a client’s "broadcast" is not.',
    fix: 'Count a value from a client as a delivery by the tree, over 0 hops: total is the number of values known.',
  },
  {
    slug: 'counts-every-arrival',
    title: 'What comes again counts again',
    evidence: (run) => countsEveryArrival(run, workload),
    cause: 'A delivery is counted before anybody looks whether the value is new.',
    fix: 'Count a value once, when it is new; or count the stored values when you are asked.',
  },
]
