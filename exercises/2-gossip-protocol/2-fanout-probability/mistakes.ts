import {
  answersNextTo,
  missesExactTargets,
  wantsMoreThanTarget,
} from '../../../lib/check/evidence/other-fanouts.ts'
import { countsItself, meansAllOthers } from '../../../lib/check/evidence/wrong-formulas.ts'
import { averagesFailures, simulatesForwardOnce } from '../../../lib/check/evidence/wrong-simulations.ts'
import type { Mistake } from '../../../lib/grade/grader.ts'

export const mistakes: Mistake[] = [
  {
    slug: 'n-instead-of-n-minus-1',
    title: 'A node is counted among those it may tell',
    evidence: countsItself,
    cause:
      'The formula divides by the number of nodes. A node tells others only, of which there is one less.',
    fix: 'Divide by nodes - 1: the miss is (1 - K/(N - 1))^R.',
  },
  {
    slug: 'off-by-one-k',
    title: 'The fanout is off by one',
    evidence: answersNextTo,
    cause:
      'The loop goes one step further than the first fanout that meets the target, or stops one before it. Often the counter is increased once more after the test.',
    fix: 'Return the very fanout for which the test holds, and check by hand: it holds there, and not for one less.',
  },
  {
    slug: 'per-node-for-all-nodes',
    title: 'One node and all nodes are mixed up',
    evidence: meansAllOthers,
    cause:
      'The independent model asks whether one given node is missed. The program asks whether any is, and needs a larger fanout for that.',
    fix: 'Compare (1 - K/(N - 1))^R itself with 1 - target_prob. Whether anybody is missed is what the epidemic model asks, and there everybody who knows helps.',
  },
  {
    slug: 'float-drift',
    title: 'A target that is met exactly is missed by rounding',
    evidence: missesExactTargets,
    cause:
      'Neither 0.936 nor (2/5)^3 is a number that a computer holds exactly. Where the miss is exactly 1 - target_prob, the two often differ in their last digit, and sometimes the wrong way.',
    fix: 'Allow for it: miss <= 1 - target_prob + 1e-9. Or compare whole numbers: multiply both sides until no fraction is left.',
  },
  {
    slug: 'strict-target',
    title: 'A target that is met exactly is not enough',
    evidence: wantsMoreThanTarget,
    cause:
      'The program asks for a miss below 1 - target_prob, and takes one that is equal to it for too large, even where a computer holds both exactly: a < in place of <=, or a tolerance with the wrong sign.',
    fix: 'A miss of 1 - target_prob is small enough: miss <= 1 - target_prob. With decimals, add a tolerance of some 1e-9 to the right side; with whole numbers, none.',
  },
  {
    slug: 'simulates-forward-once',
    title: 'Who has told once tells nobody new',
    evidence: simulatesForwardOnce,
    cause:
      'A node reaches somebody new only in the round after it was told. Either it stays silent from then on: that is the gossip of task 2.1, and it dies out. Or it goes on telling the peers that it drew first, who know already.',
    fix: 'Let all who are informed when a round begins tell, in every round, and let each draw its peers anew every time.',
  },
  {
    slug: 'counts-failed-trials-in-average',
    title: 'The average counts trials that did not deliver',
    evidence: averagesFailures,
    cause:
      'A trial that is not done within its rounds never came to a number of rounds to all, and is counted as if it had.',
    fix: 'Add up the rounds of the trials that deliver to all, divide by how many these are, and answer null if there are none.',
  },
]
