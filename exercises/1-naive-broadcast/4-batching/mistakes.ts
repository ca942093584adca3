import { clearsBeforeAllSent } from '../../../lib/check/evidence/cleared-early.ts'
import { sendsEmptyBatches } from '../../../lib/check/evidence/empty-batches.ts'
import { hidesItsBuffer } from '../../../lib/check/evidence/hidden-buffer.ts'
import { losesWhileWaiting } from '../../../lib/check/evidence/lost-in-wait.ts'
import { sendsOneByOne } from '../../../lib/check/evidence/no-batching.ts'
import { restartsItsTimer } from '../../../lib/check/evidence/restarted-timer.ts'
import { leavesSendersOut } from '../../../lib/check/evidence/senders-left-out.ts'
import { flushesBySizeOnly } from '../../../lib/check/evidence/size-only.ts'
import { startsItsTimerOnce } from '../../../lib/check/evidence/timer-kept.ts'
import type { Mistake } from '../../../lib/grade/grader.ts'
import { broadcastWorkload as workload } from '../../../lib/scenario/broadcast.ts'

export const mistakes: Mistake[] = [
  {
    slug: 'cleared-before-all-sent',
    title: 'The buffer is cleared before all of it was sent',
    evidence: clearsBeforeAllSent,
    cause:
      'The buffer is emptied, or its values are marked as sent, inside the loop over the neighbours, so that the first neighbour gets them and the others find nothing.',
    fix: 'Take the values out of the buffer once, before the loop, and send that same list to every neighbour.',
  },
  {
    slug: 'timer-kept',
    title: 'The timer is started once and never again',
    evidence: startsItsTimerOnce,
    cause:
      'After the first batch no timer is started any more. Most often the variable still holds the old timer, which has fired or been cancelled, so that it seems to be running for ever. What comes later waits until it fills a batch.',
    fix: 'Forget the timer whenever it fires or you cancel it (timer = undefined), and start one when a value enters an empty buffer.',
  },
  {
    slug: 'lost-while-waiting',
    title: 'What comes while a node waits for answers is lost',
    evidence: losesWhileWaiting,
    cause:
      'Values that come between a batch and its answers are never sent: they are thrown away when the buffer is cleared after the await, or not put into it at all.',
    fix: 'Take the values out of the buffer before the first await (buffer.splice(0, maxBatch)), and let new ones enter it meanwhile.',
  },
  {
    slug: 'senders-left-out',
    title: 'Who sent one value of a batch gets none of it',
    evidence: leavesSendersOut,
    cause:
      'The sender is left out of the whole batch, not of its own values only, and so never hears of the others in it.',
    fix: 'Keep with each value in the buffer whom it came from, and leave out for each neighbour only what that neighbour sent.',
  },
  {
    slug: 'size-only-flush',
    title: 'Only a full buffer is sent',
    evidence: flushesBySizeOnly,
    cause:
      'The buffer is looked at when a value comes and sent when it is full. If nothing more comes, nothing looks at it again, and the last values wait for ever.',
    fix: 'When the first value enters an empty buffer, start a timer of max_delay_ms that sends whatever is there.',
  },
  {
    slug: 'no-batching',
    title: 'Every value travels alone',
    evidence: sendsOneByOne,
    cause:
      'Each value is wrapped in a batch of its own and sent as it comes. That is flooding value by value under another name, and saves nothing.',
    fix: 'Put the value into the buffer instead, and send only when max_batch values wait or max_delay_ms have passed.',
  },
  {
    slug: 'timer-reset-starvation',
    title: 'Every arrival starts the delay again',
    evidence: restartsItsTimer,
    cause:
      'The timer is cancelled and set anew whenever a value comes. As long as values keep coming it never fires, and the first of them waits far longer than max_delay_ms.',
    fix: 'Set the timer only when none is running: the delay belongs to the value that has waited longest.',
  },
  {
    slug: 'read-misses-buffer',
    title: 'Values in the buffer cannot be read',
    evidence: (run) => hidesItsBuffer(run, workload),
    cause:
      'A value is put among those that "read" shows only when its batch is sent, so that until then the node hides what it knows.',
    fix: 'Store a value the moment it comes, and put it into the buffer as well. The buffer is about sending only.',
  },
  {
    slug: 'empty-flushes',
    title: 'Batches are sent with nothing in them',
    evidence: sendsEmptyBatches,
    cause:
      'A batch is sent without a look at what is in it. The buffer may be empty when the timer fires, or nothing is left of it for a neighbour once the values that came from there are taken out.',
    fix: 'Look at the very list that is to go to a neighbour, and send it only if something is in it.',
  },
]
