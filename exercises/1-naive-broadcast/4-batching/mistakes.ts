import { clearsBeforeAllSent } from '../../../lib/check/evidence/cleared-early.ts'
import { sendsEmptyBatches } from '../../../lib/check/evidence/empty-batches.ts'
import { hidesItsBuffer } from '../../../lib/check/evidence/hidden-buffer.ts'
import { sendsOneByOne } from '../../../lib/check/evidence/no-batching.ts'
import { restartsItsTimer } from '../../../lib/check/evidence/restarted-timer.ts'
import { flushesBySizeOnly } from '../../../lib/check/evidence/size-only.ts'
import type { Mistake } from '../../../lib/grade/grader.ts'
import { broadcastWorkload as workload } from '../../../lib/scenario/broadcast.ts'

export const mistakes: Mistake[] = [
  {
    slug: 'cleared-before-all-sent',
    title: 'The buffer is cleared before all of it was sent',
    evidence: clearsBeforeAllSent,
    cause:
      'The buffer is emptied inside the loop over the neighbours (or only after a wait in which more came in), so that the first neighbour gets the values and the others find nothing.',
    fix: 'Take the values out of the buffer once, before the loop, and send that same list to every neighbour.',
    // What was thrown away may have been all but the full batches.
    instead: ['size-only-flush'],
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
    cause: 'The timer sends the buffer each time it fires, whether or not anything is in it.',
    fix: 'Send nothing when the buffer is empty, or run the timer only while something waits.',
  },
]
