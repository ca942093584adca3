import { answersAnswers } from '../../../lib/check/evidence/answers-answers.ts'
import { neverForwards } from '../../../lib/check/evidence/never-forwards.ts'
import { ignoresTopology } from '../../../lib/check/evidence/off-topology.ts'
import { dropsOwnWrites } from '../../../lib/check/evidence/own-writes.ts'
import { resendsEveryReceipt } from '../../../lib/check/evidence/resends.ts'
import { mixesNumbersAndStrings } from '../../../lib/check/evidence/stringly.ts'
import { leavesUnanswered } from '../../../lib/check/evidence/unanswered.ts'
import type { Mistake } from '../../../lib/grade/grader.ts'
import {
  broadcastAnswers as answers,
  broadcastWorkload as workload,
} from '../../../lib/scenario/broadcast.ts'

export const mistakes: Mistake[] = [
  {
    slug: 'acks-the-ack',
    title: 'Acknowledgements are acknowledged',
    evidence: (run) => answersAnswers(run, workload),
    cause:
      'A message that only says "got it" makes the receiver say "got it" as well, and so back and forth for ever.',
    fix: 'Let nothing start from an acknowledgement. Reply to requests by returning the answer from the handler, and do not handle "broadcast_ok" at all.',
  },
  {
    slug: 'no-dedup',
    title: 'Every receipt is passed on',
    evidence: (run) => resendsEveryReceipt(run, workload),
    cause:
      'The node passes a value on each time it arrives, known or not. Wherever the network has a cycle the value comes back and sets off again.',
    fix: 'Keep what was seen in a Set, put a value in it before anything that waits, and pass it on only when it was new.',
  },
  {
    slug: 'never-forwards',
    title: 'Values stay where they were broadcast',
    evidence: (run) => neverForwards(run, workload),
    cause: 'The node stores and acknowledges a value but tells no other node about it.',
    fix: 'When a value is new, send it to each of the neighbours that "topology" named for this node.',
  },
  {
    slug: 'forwards-to-all-nodes',
    title: 'The topology is ignored',
    evidence: ignoresTopology,
    cause:
      'The node sends to every node of the cluster (node.peers or node.nodeIds) and not to the neighbours it was given.',
    fix: 'Keep topology[node.id] when the "topology" request comes, and send to those nodes only.',
  },
  {
    slug: 'stringly-values',
    title: 'Numbers and strings are mixed up',
    evidence: (run) => mixesNumbersAndStrings(run, workload),
    cause:
      'Values are kept as an object\'s keys or turned into text on the way, so that 1 and "1" become one.',
    fix: 'Keep values in a Set, which holds 1 and "1" apart, and send them on as they came.',
  },
  {
    slug: 'reply-missing',
    title: 'A request goes unanswered',
    evidence: (run) => leavesUnanswered(run, Object.keys(answers)),
    cause: 'A handler returns nothing, so no answer is sent and the client waits until it gives up.',
    fix: "Return the answer from every handler: { type: 'broadcast_ok' } from broadcast, { type: 'topology_ok' } from topology, the list from read.",
  },
  {
    slug: 'read-drops-own-writes',
    title: 'The first node forgets its own value',
    evidence: (run) => dropsOwnWrites(run, workload),
    cause: 'Values are stored when they come from another node, but a value from a client is only passed on.',
    fix: 'Store a value wherever it comes from, before passing it on.',
  },
]
