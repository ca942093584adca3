import { countsAllAsNew } from '../../../lib/check/evidence/counts-all.ts'
import { hasNoTimer } from '../../../lib/check/evidence/no-timer.ts'
import { keepsOldInterval } from '../../../lib/check/evidence/old-interval.ts'
import { pushesOnlyNew } from '../../../lib/check/evidence/pushed-once.ts'
import { pilesUpTimers } from '../../../lib/check/evidence/timer-pileup.ts'
import type { Mistake } from '../../../lib/grade/grader.ts'
import { defaults } from './bounds.ts'

export const mistakes: Mistake[] = [
  {
    slug: 'no-timer',
    title: 'Nothing happens by itself',
    evidence: (run) => hasNoTimer(run, defaults),
    cause:
      'Values are passed on when a message comes in, and only then. Whoever was away or unlucky at that moment is never told again.',
    fix: 'Set a timer when the program starts: node.every(200, round) makes a round of its own accord, again and again.',
  },
  {
    slug: 'configure-ignored-by-running-timer',
    title: 'The running timer keeps its old interval',
    evidence: (run) => keepsOldInterval(run, defaults),
    cause:
      'The handler of "configure" stores the new interval in a variable. A timer that runs already was given the old one, and goes on with it.',
    fix: 'Cancel the running timer and set a new one: timer.cancel(), then timer = node.every(gossip_interval_ms, round).',
  },
  {
    slug: 'timer-drift-pileup',
    title: 'More and more timers',
    evidence: (run) => pilesUpTimers(run, defaults),
    cause:
      'A new timer is set while the old one still runs: at the end of every round, whoever asked for it, or in every "configure". Each of them goes on making rounds, and the rate grows with every one.',
    fix: 'Have one timer. Keep what node.every returns, and cancel it before you set another; what a round does should not set any.',
  },
  {
    slug: 'pushes-only-new',
    title: 'A round tells only what is new',
    evidence: pushesOnlyNew,
    cause:
      'After a round the node forgets what it has just told, or marks it as told. Each value is in one round of each node: who misses that one, or joins later, never hears of it.',
    fix: 'Push all the values that you know in every round. That they were told before does not mean that they arrived.',
  },
  {
    slug: 'new-count-counts-all',
    title: 'Known values are counted as new',
    evidence: countsAllAsNew,
    cause:
      'new_count is the length of the list that came in, and not the number of values in it that were unknown.',
    fix: 'Compare the size of your set before and after you add the list: the difference is new_count.',
  },
]
