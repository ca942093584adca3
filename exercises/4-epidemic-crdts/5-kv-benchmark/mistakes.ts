import { countsAnswersAsGossip } from '../../../lib/check/evidence/answers-as-gossip.ts'
import { reportsConstants } from '../../../lib/check/evidence/constant-report.ts'
import { letsArrivalDecide } from '../../../lib/check/evidence/either-wins.ts'
import { takesFalsyForMissing } from '../../../lib/check/evidence/falsy-missing.ts'
import { countsGossipedWrites } from '../../../lib/check/evidence/gossiped-writes.ts'
import { keepsKeysInObject } from '../../../lib/check/evidence/inherited-keys.ts'
import { keepsOwnInTies } from '../../../lib/check/evidence/local-ties.ts'
import { dividesByZero } from '../../../lib/check/evidence/nan-ratio.ts'
import { neverAgree } from '../../../lib/check/evidence/never-agree.ts'
import { countsOwnKeys } from '../../../lib/check/evidence/own-keys.ts'
import { countsReceived } from '../../../lib/check/evidence/received-as-sent.ts'
import { missesRetries } from '../../../lib/check/evidence/retries-missed.ts'
import { countsRounds } from '../../../lib/check/evidence/rounds-as-messages.ts'
import type { Mistake } from '../../../lib/grade/grader.ts'
import { report, requests } from './bounds.ts'

export const mistakes: Mistake[] = [
  {
    slug: 'nan-on-empty',
    title: 'The ratio is no number when there is nothing yet',
    evidence: (run) => dividesByZero(run, { report, ratio: 'msgs_per_write', by: requests.write }),
    explainsEnds: true,
    cause:
      'msgs_per_write divides by the writes that clients brought to this node, and of some nodes there are none: 0 / 0 is NaN and 5 / 0 is Infinity, and JSON has neither.',
    fix: 'Answer 0 while no client has written at this node.',
  },
  {
    slug: 'keys-in-an-object',
    title: 'Keys are fields of an object, which has some of its own',
    evidence: (run) => keepsKeysInObject(run, requests),
    explainsEnds: true,
    cause:
      'The store is a plain object, or entries travel as one. Every object inherits fields such as "constructor", and setting "__proto__" sets no field at all.',
    fix: 'Keep the store in a Map, and send entries as a list: [{ key, value, … }].',
  },
  {
    slug: 'falsy-is-missing',
    title: '0, "", false or null is taken for nothing',
    evidence: (run) => takesFalsyForMissing(run, requests),
    cause:
      'The node tests the value that it finds, as in if (!value), to see whether there is one. 0, "", false and null are values as good as any.',
    fix: 'Ask whether the key is there: store.has(key), or an entry that is not undefined.',
    instead: ['own-keys-only'],
  },
  {
    slug: 'constant-report',
    title: 'A number of the report never changes',
    evidence: (run) => reportsConstants(run, report, requests),
    cause:
      'The report tells a figure that was typed in, or worked out once, or that nothing ever adds to, such as one message for each other node and write, whatever is sent afterwards. A benchmark that does not count says what its author expected.',
    fix: 'Count: one more for each bench_write that comes, one more for each message that leaves; divide when asked.',
  },
  {
    slug: 'counts-gossiped-writes',
    title: 'Writes that came from other nodes count as own',
    evidence: (run) => countsGossipedWrites(run, report, requests),
    cause:
      'total_writes goes up wherever an entry is stored, also when it came by gossip. Added up over the cluster each write is then counted once for every replica, and the cost of a write looks so much smaller.',
    fix: 'Count in the handler of a client’s bench_write alone, and let nodes tell each other by a message of another type.',
  },
  {
    slug: 'counts-answers-as-gossip',
    title: 'Answers count as messages',
    evidence: (run) => countsAnswersAsGossip(run, report, requests),
    cause:
      'total_gossip_msgs goes up for answers as well: what a handler returns for another node’s request, or sends with node.reply.',
    fix: 'Count at node.send and node.rpc only. An answer has an in_reply_to, and is not asked for here.',
    instead: ['counts-received'],
  },
  {
    slug: 'misses-retries',
    title: 'What is sent again is not counted',
    evidence: (run) => missesRetries(run, report, requests),
    cause:
      'A message is counted once, before the first try; when it is lost and goes out again, nothing is added. Under loss the store then looks cheaper than it is.',
    fix: 'Count at the very place where node.send or node.rpc is called, inside the loop that tries again.',
    instead: ['constant-report'],
  },
  {
    slug: 'counts-rounds',
    title: 'A round to several nodes counts as one message',
    evidence: (run) => countsRounds(run, report, requests),
    cause: 'total_gossip_msgs goes up once a round, or once a write, however many nodes are told.',
    fix: 'Count inside the loop over the nodes that are told: one for each.',
    instead: ['constant-report'],
  },
  {
    slug: 'counts-received',
    title: 'Messages that came are counted',
    evidence: (run) => countsReceived(run, report, requests),
    cause:
      'total_gossip_msgs goes up in the handler of the gossip. Under loss fewer come than were sent, and it was the sending that cost.',
    fix: 'Count where messages leave, at node.send and node.rpc, and not where they arrive.',
  },
  {
    slug: 'own-keys-only',
    title: 'Keys that came from other nodes are not counted',
    evidence: (run) => countsOwnKeys(run, report, requests),
    cause: 'keys_stored counts the keys that this node’s own clients wrote, not those that it holds.',
    fix: 'keys_stored is the size of the store, wherever its entries came from.',
  },
  {
    slug: 'arrival-order-wins',
    title: 'What arrives last wins',
    evidence: (run) => letsArrivalDecide(run, requests),
    cause:
      'A node takes over whatever it is told, or whatever it is told of the same time. Messages overtake each other, so which of two writes wins differs from node to node and from moment to moment.',
    fix: 'Compare before you take over: the later time wins, and of equal times the larger node id. Take over only what wins.',
    instead: ['tie-keeps-own', 'never-converges'],
  },
  {
    slug: 'tie-keeps-own',
    title: 'Of two writes in one millisecond each node keeps its own',
    evidence: (run) => keepsOwnInTies(run, requests),
    cause:
      'Only a later time wins, so of two equal ones each node keeps the one that it had first, for ever. Equal times are common: a millisecond is long.',
    fix: 'Compare something that no two writes share when the times are equal: the node id, and of one node’s writes their number.',
    instead: ['never-converges'],
  },
  {
    slug: 'never-converges',
    title: 'What a node missed at first never comes',
    evidence: (run) => neverAgree(run, requests),
    cause:
      'Each write is told once, or for a while, or to some nodes alone. What the network loses, or a partition drops, nobody sends again.',
    fix: 'Let each node exchange what it holds with another one now and then, on a timer, whether or not it has news.',
  },
]
