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
      'An unconfirmed value is sent again after a few milliseconds, or each loss starts one more retry: a cut network is flooded with messages that cannot arrive.',
    fix: 'Wait between tries: 500 ms to 1 s is soon enough here. One timer for each neighbour, not one for each value and loss, keeps it so.',
  },
  {
    slug: 'push-only-to-one-side',
    title: 'Only one side is brought up to date',
    evidence: (run) => pushesOneWay(run, workload),
    cause:
      'Of two neighbours only one sends again what the other missed. Both sides took writes, so what the other one knows never comes back.',
    fix: 'Let both ends of every link do the same: each sends what its neighbour lacks. Or, when you are told what a neighbour has, send back what was not in it.',
    instead: ['gives-up-retrying', 'fire-and-forget'],
  },
  {
    slug: 'gives-up-retrying',
    title: 'Retries end before the partition does',
    evidence: (run) => givesUp(run, workload),
    cause:
      'A value is sent again a fixed number of times, or for a fixed time, and then dropped from the list of what is outstanding. The partition lasted longer.',
    fix: 'Keep a value outstanding until that neighbour has confirmed it, however long it takes. To spare the network make the pauses longer, up to a second, not the tries fewer.',
    instead: ['fire-and-forget'],
  },
  {
    slug: 'fire-and-forget',
    title: 'Each value is sent once',
    evidence: (run) => sendsOnce(run, workload),
    cause:
      'The node sends a value to its neighbours once and takes it for delivered. Nobody notices that it was dropped.',
    fix: 'Remember for each neighbour what it has not confirmed, and send that again until it has: await node.rpc tells you, or a message of your own that says what has arrived.',
  },
]
