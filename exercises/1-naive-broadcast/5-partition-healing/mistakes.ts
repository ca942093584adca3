import { givesUp } from '../../../lib/check/evidence/gave-up.ts'
import { pushesOneWay } from '../../../lib/check/evidence/one-sided.ts'
import { retriesTooFast } from '../../../lib/check/evidence/retry-storm.ts'
import { sendsOnce } from '../../../lib/check/evidence/sent-once.ts'
import { waitsForAcks } from '../../../lib/check/evidence/waits-for-acks.ts'
import type { Mistake } from '../../../lib/grade/grader.ts'
import { broadcastWorkload as workload } from '../../../lib/scenario/broadcast.ts'
import { intoCut } from './bounds.ts'

export const mistakes: Mistake[] = [
  {
    slug: 'blocks-until-acked',
    title: 'The client waits for the other side',
    evidence: (run) => waitsForAcks(run, workload),
    cause:
      'The handler of "broadcast" waits until every neighbour has confirmed the value, and during a partition some cannot.',
    fix: 'Answer the client as soon as the value is stored here. Spreading it goes on in the background: do not await it in the handler.',
  },
  {
    slug: 'retry-storm',
    title: 'Retries follow each other too fast',
    evidence: (run) => retriesTooFast(run, workload, intoCut.naming),
    cause:
      'Timers send the same value again too soon: the pause between two tries is too short, or there is a timer for each value, each loss or each start. A cut network is flooded with messages that cannot arrive.',
    fix: 'Wait between tries: 500 ms to 1 s is soon enough here. One timer for each neighbour, not one for each value and loss, keeps it so.',
  },
  {
    slug: 'push-only-to-one-side',
    title: 'Only one side is brought up to date',
    evidence: (run) => pushesOneWay(run, workload),
    cause:
      'Of two neighbours only one sends again what the other missed. Both sides took writes, so what the other one knows never comes back over that link.',
    fix: 'Let both ends of every link do the same: each sends what its neighbour lacks. Or, when you are told what a neighbour has, send back what was not in it.',
    instead: ['gives-up-retrying', 'fire-and-forget'],
  },
  {
    slug: 'gives-up-retrying',
    title: 'Retries end before the partition does',
    evidence: (run) => givesUp(run, workload),
    cause:
      'Something ends the tries, or puts off the next one for too long, before the neighbour has confirmed the value: a number of tries, a time limit, a neighbour taken for dead, a list that is full or is emptied, pauses that double. The partition lasted longer.',
    fix: 'Keep a value outstanding until that neighbour has confirmed it, however long it takes, and go on trying at least once a second. To spare the network make the pauses longer, up to that second, not the tries fewer.',
    instead: ['fire-and-forget'],
  },
  {
    slug: 'fire-and-forget',
    title: 'Each value is sent once',
    evidence: (run) => sendsOnce(run, workload),
    cause:
      'A value that was dropped is not sent again. Either nobody notices, or nothing is done when node.rpc throws, or node.rpc is given so much time (timeoutMs) that it throws too late, or what should repair it does not run.',
    fix: 'Remember for each neighbour what it has not confirmed, and send that again until it has, with half a second to a second between: await node.rpc tells you within its timeoutMs, or a message of your own that says what has arrived.',
  },
]
