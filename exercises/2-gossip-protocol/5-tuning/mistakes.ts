import { ignoresSettings } from '../../../lib/check/evidence/deaf-knob.ts'
import { waitsTooLong } from '../../../lib/check/evidence/long-waits.ts'
import { losesInCuts } from '../../../lib/check/evidence/lost-in-cut.ts'
import { dividesByZero } from '../../../lib/check/evidence/nan-ratio.ts'
import { strikesOffPeers } from '../../../lib/check/evidence/struck-off.ts'
import { floodsOneByOne } from '../../../lib/check/evidence/value-by-value.ts'
import type { Mistake } from '../../../lib/grade/grader.ts'
import { broadcastWorkload as workload } from '../../../lib/scenario/broadcast.ts'
import { required } from './bounds.ts'

export const mistakes: Mistake[] = [
  {
    slug: 'nan-on-empty',
    title: 'The ratio is no number when there is nothing yet',
    evidence: (run) =>
      dividesByZero(run, { report: 'gossip_stats', ratio: 'messages_per_op', by: 'broadcast' }),
    explainsEnds: true,
    cause:
      'messages_per_op divides by the broadcasts received, and at first there are none: 0 / 0 is NaN, which JSON does not have.',
    fix: 'Answer 0 while no broadcast has been received.',
  },
  {
    slug: 'floods',
    title: 'Every value floods the network by itself',
    evidence: (run) => floodsOneByOne(run, workload),
    cause:
      'A node passes each new value on to all its neighbours at once. On a map with cycles most of these messages come to nodes that know the value, and if each is answered the cost doubles.',
    fix: 'Send along a tree, or by way of a few nodes, so that each node gets a value once; and let values that come close together share a message.',
    instead: ['ignores-configure'],
  },
  {
    slug: 'too-lazy',
    title: 'Values wait too long on their way',
    evidence: (run) => waitsTooLong(run, workload, required),
    cause:
      'A value moves on only when a timer rings, and it takes several such steps to everybody. Each step costs the 100 ms of the message and, on average, half an interval and more.',
    fix: 'Fewer steps, or shorter waits: pass values on at once where that is cheap, wait only where many values come together, and keep the timer for what was lost.',
  },
  {
    slug: 'ignores-configure',
    title: 'The settings change nothing',
    evidence: ignoresSettings,
    cause:
      'The handler of "configure" answers, and neither the peers of a round nor the running timer hear of it.',
    fix: 'Store the fanout where the rounds read it; cancel the timer and set it anew with gossip_interval_ms.',
  },
  {
    slug: 'gives-up-on-peers',
    title: 'Who did not answer is struck off for good',
    evidence: strikesOffPeers,
    cause:
      'A peer that left a request without an answer is taken for dead and never drawn again. It was behind the partition, and so was this node for it; when that heals, each side has struck off the other.',
    fix: 'Ask again later, however often a peer was silent: to ask a dead one costs a message, and a peer that is back may be waiting to be asked.',
  },
  {
    slug: 'lossy-under-partition',
    title: 'What a partition drops is gone',
    evidence: (run) => losesInCuts(run, workload),
    cause:
      'Values are delivered once. A message that ran into a partition is not sent again, and nobody finds out what a node lacks.',
    fix: 'Let nodes compare now and then what they have, by a count, a digest, or numbers for each sender, and send what is missing.',
  },
]
