import { letsAnswersThrough } from '../../../lib/check/evidence/answers-let-through.ts'
import { leavesArrivalsUncounted } from '../../../lib/check/evidence/arrivals-uncounted.ts'
import { addsBlocks, ignoresEmptyList } from '../../../lib/check/evidence/blocks-added.ts'
import { blocksClients } from '../../../lib/check/evidence/clients-blocked.ts'
import { resetsCount } from '../../../lib/check/evidence/count-reset.ts'
import { blocksOutgoingOnly } from '../../../lib/check/evidence/hears-blocked.ts'
import { stopsGossipInPartition } from '../../../lib/check/evidence/idle-in-partition.ts'
import { neverMerges } from '../../../lib/check/evidence/no-merge.ts'
import { playsBack } from '../../../lib/check/evidence/played-back.ts'
import { blocksIncomingOnly, blocksNothing } from '../../../lib/check/evidence/sends-blocked.ts'
import { countsSendsTwice } from '../../../lib/check/evidence/sends-counted-twice.ts'
import { passesOrdersOn } from '../../../lib/check/evidence/tells-blocked.ts'
import { leavesUnsorted } from '../../../lib/check/evidence/unsorted-names.ts'
import type { Mistake } from '../../../lib/grade/grader.ts'
import { broadcastWorkload as workload } from '../../../lib/scenario/broadcast.ts'
import { equalWithinMs } from './orders.ts'

export const mistakes: Mistake[] = [
  {
    slug: 'tells-the-others',
    title: 'The blocked peer is told, and blocks as well',
    evidence: passesOrdersOn,
    cause:
      'The node passes the order on, so that both sides block each other. A node blocks whom a client told it to block, and nobody else; a partition in one direction could not be made otherwise.',
    fix: 'Keep the list on the node that got it, and tell no other node of it.',
    instead: ['adds-instead-of-replaces', 'blocks-nothing', 'blocks-incoming-only', 'counts-sends-only'],
  },
  {
    slug: 'blocks-clients',
    title: 'Clients are blocked too',
    evidence: blocksClients,
    cause:
      'The block refuses clients: the filter lets through only what it knows, or a handler answers an error while the node is cut off.',
    fix: 'Refuse a message only if its sender is one of node.peers and stands in the list. A node that is cut off serves its clients as ever.',
  },
  {
    slug: 'adds-instead-of-replaces',
    title: 'Lists add up',
    evidence: addsBlocks,
    cause: 'A new list is added to the names that are blocked already, so that only a heal frees anybody.',
    fix: 'Let the list of a "partition" take the place of the one before: blocked = new Set(body.blocked).',
    instead: ['empty-list-ignored'],
  },
  {
    slug: 'empty-list-ignored',
    title: 'An empty list is no order',
    evidence: ignoresEmptyList,
    cause: 'A "partition" with an empty list is passed over, so the list before it stays.',
    fix: 'Treat an empty list like any other: it takes the place of the one before, and nobody is blocked.',
  },
  {
    slug: 'unsorted-list',
    title: 'The list is not sorted',
    evidence: leavesUnsorted,
    cause:
      'The names are told as they came, or sorted in another way, as by their numbers: "n10" comes before "n2".',
    fix: 'Tell [...blocked].sort(), which sorts texts by their characters.',
  },
  {
    slug: 'drop-count-reset-by-heal',
    title: 'The count begins anew',
    evidence: resetsCount,
    cause: 'A "heal" or a "partition" sets the count of dropped messages back.',
    fix: 'Set it to 0 once, as the node starts, and let it only grow after that.',
  },
  {
    slug: 'blocks-nothing',
    title: 'The list is kept, and changes nothing',
    evidence: blocksNothing,
    cause:
      'The node stores the list and tells it in its status. What it sends and takes in does not depend on it.',
    fix: 'Look at the list in two places: in node.filter, which sees all that comes in, and in one function that all you send passes through.',
    instead: ['counts-sends-only'],
  },
  {
    slug: 'blocks-outgoing-only',
    title: 'Only what goes out is blocked',
    evidence: blocksOutgoingOnly,
    cause:
      'Sends to blocked peers are given up, but what they send is handled as ever. They were told nothing, and go on talking.',
    fix: 'Refuse what comes from a blocked peer as well: node.filter(({ src }) => …) sees it before any handler does.',
    instead: ['answers-let-through', 'counts-sends-only'],
  },
  {
    slug: 'blocks-incoming-only',
    title: 'Only what comes in is blocked',
    evidence: blocksIncomingOnly,
    cause: 'What comes from blocked peers is refused, but the node goes on sending to them.',
    fix: 'Let all that you send pass through one function that looks at the list first.',
  },
  {
    slug: 'answers-let-through',
    title: 'Answers come through the block',
    evidence: letsAnswersThrough,
    cause:
      'The handlers look at the list, and what node.rpc brings back does not. An answer to a request that went out before the order is still under way when it comes.',
    fix: 'Refuse in node.filter, which sees answers as well; or look at the list again when the answer is there.',
  },
  {
    slug: 'kept-for-later',
    title: 'What was refused is taken in later',
    evidence: playsBack,
    cause:
      'What blocked peers send is put aside and handled after the heal. In a partition it would have been gone.',
    fix: 'Throw it away. What was missed comes back because the nodes compare what they know once they can.',
  },
  {
    slug: 'counts-sends-twice',
    title: 'A send given up counts twice',
    evidence: countsSendsTwice,
    cause: 'One send is counted in two places, where it is decided and where it is given up.',
    fix: 'Count in one place only: in the function that all sends pass through.',
  },
  {
    slug: 'counts-sends-only',
    title: 'Refused arrivals are not counted',
    evidence: leavesArrivalsUncounted,
    cause: 'A send that is given up is counted, or nothing is; what is refused as it comes in is not.',
    fix: 'Add 1 in the filter too, for every message that it refuses.',
  },
  {
    slug: 'idle-in-partition',
    title: 'Gossip stops while anybody is blocked',
    evidence: (run) => stopsGossipInPartition(run, equalWithinMs),
    cause: 'While its list is not empty the node does nothing at all, and so its own group falls silent.',
    fix: 'Leave out only the peers in the list. With the others go on as before.',
  },
  {
    slug: 'no-merge-after-heal',
    title: 'Nothing is told again after the heal',
    evidence: (run) => neverMerges(run, workload),
    cause:
      'Each value is sent when it comes, and a send that was given up is not made up for. After the heal nobody compares what the two sides know.',
    fix: 'Let a timer bring pairs of nodes together again and again, each with all it knows or with a digest of it, as in 1.5 and 2.3.',
  },
]
