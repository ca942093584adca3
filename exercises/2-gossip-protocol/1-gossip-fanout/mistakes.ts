import { takesFirstPeers } from '../../../lib/check/evidence/first-peers.ts'
import { keepsToSameTargets } from '../../../lib/check/evidence/same-targets.ts'
import { forwardsAgain } from '../../../lib/check/evidence/second-waves.ts'
import { stopsBeyondPeers } from '../../../lib/check/evidence/stops-beyond-peers.ts'
import { strikesOutSource } from '../../../lib/check/evidence/struck-out.ts'
import { sendsToItself } from '../../../lib/check/evidence/to-itself.ts'
import { drawsSamePeerTwice } from '../../../lib/check/evidence/wave-doubles.ts'
import { sendsToSource } from '../../../lib/check/evidence/wave-echo.ts'
import type { Mistake } from '../../../lib/grade/grader.ts'

export const mistakes: Mistake[] = [
  {
    slug: 'crashes-when-k-exceeds-peers',
    title: 'A fanout larger than the number of peers ends the program',
    evidence: stopsBeyondPeers,
    explainsEnds: true,
    cause:
      'The node draws as many peers as the fanout says, also when there are fewer: it draws from an empty list, or looks for one more different peer for ever.',
    fix: 'Draw min(fanout, number of candidates) peers. slice(0, fanout) of a shuffled list does that by itself.',
  },
  {
    slug: 'forwards-every-receipt',
    title: 'Every receipt starts a wave',
    evidence: forwardsAgain,
    cause:
      'The node forwards a value each time it comes, known or not. Every message then makes as many more as the fanout says, and their number grows without end.',
    fix: 'Forward only when the value is new: if the node knows it already, count a duplicate and stop there.',
    instead: ['echoes-to-source'],
  },
  {
    slug: 'sends-to-self',
    title: 'A node gossips to itself',
    evidence: sendsToItself,
    cause:
      'The node is in the list that it draws from, so a part of its waves is spent on telling itself what it knows.',
    fix: 'Draw from node.peers, which are all the others, and not from node.nodeIds.',
  },
  {
    slug: 'with-replacement',
    title: 'The same peer is drawn twice for one wave',
    evidence: drawsSamePeerTwice,
    cause:
      'Each peer is drawn from all candidates anew, so the same one may come up again. With a fanout of 2 the wave then reaches one node instead of two.',
    fix: 'Draw without replacement: shuffle a copy of the list and take the first ones, or take each drawn peer out of the copy.',
  },
  {
    slug: 'echoes-to-source',
    title: 'Values are sent back to where they came from',
    evidence: sendsToSource,
    cause:
      'The node draws from all its peers, also from the one that has just told it. That one knows, so the forward is wasted.',
    fix: "Leave the sender out before you draw: it is src of the handler's second parameter. Leaving it out afterwards makes the wave too small.",
  },
  {
    slug: 'strikes-out-source',
    title: 'The source is struck out after the draw',
    evidence: strikesOutSource,
    cause:
      'The node draws from all its peers, also from the one that has just told it, and leaves that one out when it sends. The wave is then one too small.',
    fix: "Leave the sender out before you draw: take src of the handler's second parameter out of the list that you draw from.",
  },
  {
    slug: 'first-k-peers',
    title: 'The first peers of the list are told, not random ones',
    evidence: takesFirstPeers,
    cause:
      'The node takes the first few of its list. All nodes have the same list, so all tell the same few, and nobody tells the rest.',
    fix: 'Draw the peers with node.random(), for every value anew.',
    instead: ['fixed-targets'],
  },
  {
    slug: 'fixed-targets',
    title: 'The peers are drawn once and kept',
    evidence: keepsToSameTargets,
    cause:
      'The node draws its peers at the start, or when it is configured, and keeps to them. Who is in nobody’s choice hears nothing, whatever is broadcast.',
    fix: 'Draw inside the function that forwards, for every value anew.',
  },
]
