import { acksNewOnly } from '../../../lib/check/evidence/acks-new-only.ts'
import { countsSilentNeighbours } from '../../../lib/check/evidence/counts-neighbours.ts'
import { countsSilenceTwice } from '../../../lib/check/evidence/failure-counted-twice.ts'
import {
  deliversToNextOnly,
  deliversToSilentOnly,
  leavesSomeOut,
} from '../../../lib/check/evidence/fallback-falls-short.ts'
import { forwardsFallback } from '../../../lib/check/evidence/fallback-forwarded.ts'
import { neverForgives } from '../../../lib/check/evidence/never-forgives.ts'
import { neverTimesOut } from '../../../lib/check/evidence/never-times-out.ts'
import { sendsNoAcks } from '../../../lib/check/evidence/no-acks.ts'
import { keepsTimedOutPending } from '../../../lib/check/evidence/pending-kept.ts'
import { resendsForever } from '../../../lib/check/evidence/resent-forever.ts'
import { reportsTotals } from '../../../lib/check/evidence/totals-reported.ts'
import { trustsAcks } from '../../../lib/check/evidence/trusted-ack.ts'
import { mixesUpTwins } from '../../../lib/check/evidence/twins-run-together.ts'
import type { Mistake } from '../../../lib/grade/grader.ts'
import { broadcastWorkload as workload } from '../../../lib/scenario/broadcast.ts'

export const mistakes: Mistake[] = [
  {
    slug: 'acks-missing',
    title: 'Nobody acknowledges anything',
    evidence: (run) => sendsNoAcks(run, workload),
    cause:
      'A value that comes from a node is stored and sent on, and no "broadcast_ack" goes back. Every neighbour then looks dead to the one before it.',
    fix: 'When a value comes from a node, send { type: "broadcast_ack", message } to src: at once, or when all behind you have answered. A client gets "broadcast_ok" and nothing else.',
    instead: ['timeout-never-fires', 'resends-forever'],
  },
  {
    slug: 'mixes-up-twins',
    title: '1 and "1" wait in the same place',
    evidence: (run) => mixesUpTwins(run, workload),
    cause:
      'What waits is kept under a text that is made from the value, or as a field of an object. A number and the text that reads the same then share one place, and one acknowledgement clears both.',
    fix: 'Keep what waits in a Map with the value itself as the key, or under JSON.stringify(value), which keeps the quotes.',
    instead: ['counts-neighbours'],
  },
  {
    slug: 'resends-forever',
    title: 'The fallback is repeated without end',
    evidence: (run) => resendsForever(run, workload),
    cause:
      'After the fallback the value goes on waiting for the same neighbour, so every look at the clock finds it too old once more and sends everything again.',
    fix: 'Take a value and neighbour out of what waits when their time is over, before you send directly. What is sent directly waits for nothing.',
    instead: ['pending-keeps-timed-out', 'timed-out-adds-up', 'slow-counts-as-dead-twice'],
  },
  {
    slug: 'slow-counts-as-dead-twice',
    title: 'One silence is counted twice',
    evidence: (run) => countsSilenceTwice(run, workload),
    cause:
      'The direct message to the silent neighbour itself begins a new wait. A node that is slow, or dead, lets that one pass too, and the same value and neighbour fail a second time.',
    fix: 'Wait for acknowledgements of what goes along the tree only. A value and a neighbour fail at most once, however late the acknowledgement comes.',
    instead: ['timed-out-adds-up', 'pending-keeps-timed-out'],
  },
  {
    slug: 'timed-out-adds-up',
    title: 'timed_out is a total',
    evidence: (run) => reportsTotals(run, workload),
    cause:
      'check_acks answers with a counter that is never set back, so what one call found is told by all later ones.',
    fix: 'Count in a variable of the handler, beginning at 0 in each call, and add it to the totals of failure_stats.',
  },
  {
    slug: 'never-forgives',
    title: 'Whoever was silent once is given up for good',
    evidence: (run) => neverForgives(run, workload),
    cause:
      'A neighbour whose time was over is put on a list of dead ones, or taken out of the neighbours. It was slow, or it came back, and nothing goes there along the tree any more.',
    fix: 'Send every new value along the tree to every neighbour, and give each 500 ms anew. Then one that is back is found without any word about it.',
    instead: ['counts-neighbours'],
  },
  {
    slug: 'counts-neighbours',
    title: 'total_failures counts neighbours, not values',
    evidence: (run) => countsSilentNeighbours(run, workload),
    cause:
      'A silent neighbour is counted once, however many values it leaves without an acknowledgement: there is a set of failed nodes, and its size is the answer.',
    fix: 'Count each value and neighbour whose time is over.',
  },
  {
    slug: 'timeout-never-fires',
    title: 'Silence has no consequence',
    evidence: (run) => neverTimesOut(run, workload),
    cause:
      'What waits for an acknowledgement is kept, and nobody ever looks how long. Or the time is compared wrongly: a moment is stored where a duration is meant, or set anew at each look.',
    fix: 'Remember node.now() when a value is sent to a neighbour. In check_acks, or on a timer, act on what is 500 ms old or older.',
    instead: ['trusts-the-ack'],
  },
  {
    slug: 'fallback-only-to-dead-child',
    title: 'The fallback goes to the silent node only',
    evidence: (run) => deliversToSilentOnly(run, workload),
    cause:
      'After the time-out the value is sent once more to the neighbour that does not answer. That one may be dead; those behind it are alive and hear nothing.',
    fix: "Send directly to every node of the silent neighbour's side of the tree. You know the whole tree: start at the neighbour and go everywhere but back to yourself.",
    instead: ['fallback-leaves-some-out', 'trusts-the-ack'],
  },
  {
    slug: 'fallback-stops-at-children',
    title: 'The fallback reaches the next row only',
    evidence: (run) => deliversToNextOnly(run, workload),
    cause:
      "After the time-out the value is sent directly to the silent node's other neighbours, and these do not send it on. Whoever is further behind hears nothing.",
    fix: "Send directly to every node of the silent neighbour's side, however deep. Or let those who get it directly send it on, but not to the silent node.",
    instead: ['fallback-leaves-some-out', 'trusts-the-ack'],
  },
  {
    slug: 'fallback-leaves-some-out',
    title: 'The fallback leaves out a part of the side',
    evidence: (run) => leavesSomeOut(run, workload),
    cause:
      "The silent neighbour's side of the tree is worked out too small. Mostly it is taken to be a child, with its descendants, when it is the parent: then the side goes up and over, to everybody who is not below this node.",
    fix: 'Start at the silent neighbour and go to all its neighbours, parent and children alike, and on from there, but never back over the edge between it and you.',
    instead: ['trusts-the-ack'],
  },
  {
    slug: 'forwards-the-fallback',
    title: 'What came directly is sent along the tree again',
    evidence: (run) => forwardsFallback(run, workload),
    cause:
      'A direct message is handled like one that came along the tree. Each node that gets it sends it on, to the dead neighbour too, waits in vain, and delivers directly to all the others.',
    fix: 'Give direct messages a type of their own. Whoever gets one stores the value and sends it nowhere: the others of its side are sent it as well.',
  },
  {
    slug: 'pending-keeps-timed-out',
    title: 'pending counts what has timed out',
    evidence: (run) => keepsTimedOutPending(run, workload),
    cause: 'After its time-out a value is marked as dealt with, and stays among those that wait.',
    fix: 'Take it out: pending is what still waits after the call.',
  },
  {
    slug: 'acks-only-new',
    title: 'A known value is not acknowledged',
    evidence: (run) => acksNewOnly(run, workload),
    cause:
      'The handler returns early when it knows the value, before the acknowledgement. Whoever sent it waits, takes the node for dead and delivers to everybody behind it.',
    fix: 'Acknowledge first, whether the value is new or not; then ask whether it is.',
  },
  {
    slug: 'trusts-the-ack',
    title: 'An acknowledgement is taken for more than it says',
    evidence: (run) => trustsAcks(run, workload),
    cause:
      'A node acknowledges a value when it arrives and crashes before it has sent it on. The neighbour has its acknowledgement and looks no further, so all behind the dead node hear nothing.',
    fix: "Acknowledge only when everybody behind you has. Or check by other means that they have it: a receipt from every node to the one at which the value started, or a pulse by which a neighbour's death is noticed after its acknowledgement too.",
  },
]
