import { describe, expect, it } from 'vitest'
import { clearsBeforeAllSent } from '../../lib/check/evidence/cleared-early.ts'
import { sendsEmptyBatches } from '../../lib/check/evidence/empty-batches.ts'
import { hidesItsBuffer } from '../../lib/check/evidence/hidden-buffer.ts'
import { losesWhileWaiting } from '../../lib/check/evidence/lost-in-wait.ts'
import { sendsOneByOne } from '../../lib/check/evidence/no-batching.ts'
import { restartsItsTimer } from '../../lib/check/evidence/restarted-timer.ts'
import { leavesSendersOut } from '../../lib/check/evidence/senders-left-out.ts'
import { flushesBySizeOnly } from '../../lib/check/evidence/size-only.ts'
import { startsItsTimerOnce } from '../../lib/check/evidence/timer-kept.ts'
import type { Run } from '../../lib/check/run.ts'
import { line } from '../../lib/scenario/topologies.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import cleared from '../../solutions/1-naive-broadcast/4-batching/mistakes/cleared-before-all-sent.ts'
import empty from '../../solutions/1-naive-broadcast/4-batching/mistakes/empty-flushes.ts'
import oneByOne from '../../solutions/1-naive-broadcast/4-batching/mistakes/no-batching.ts'
import hiding from '../../solutions/1-naive-broadcast/4-batching/mistakes/read-misses-buffer.ts'
import leavingOut from '../../solutions/1-naive-broadcast/4-batching/mistakes/senders-left-out.ts'
import sizeOnly from '../../solutions/1-naive-broadcast/4-batching/mistakes/size-only-flush.ts'
import kept from '../../solutions/1-naive-broadcast/4-batching/mistakes/timer-kept.ts'
import restarting from '../../solutions/1-naive-broadcast/4-batching/mistakes/timer-reset-starvation.ts'
import ticker from '../../solutions/1-naive-broadcast/4-batching/variants/ticker.ts'
import type { Main } from '../support/plain-program.ts'
import { broadcaster } from '../support/programs.ts'
import { broadcast, run, workload } from '../support/run.ts'

/** Eleven values at once in the middle of three nodes, then three that come one after the other. */
const plan: Partial<Plan> = {
  topology: line(3),
  operations: [
    ...Array.from({ length: 11 }, (_, index) => broadcast(100, 'n2', 1000 + index, `c${index + 1}`)),
    ...[500, 540, 580].map((at, index) => broadcast(at, 'n2', 2000 + index, `c${index + 21}`)),
  ],
  until: 3000,
}

/** Ten values to fill a batch, of which the first must wait far too long for the last; then one that gets no company. */
const slow: Partial<Plan> = {
  topology: line(3),
  operations: Array.from({ length: 11 }, (_, index) =>
    broadcast(100 + 20 * index, 'n2', 1000 + index, `c${index + 1}`),
  ),
  until: 3000,
}

const evidence: { [slug: string]: (ran: Run) => string | undefined } = {
  'size-only-flush': flushesBySizeOnly,
  'cleared-before-all-sent': clearsBeforeAllSent,
  'timer-kept': startsItsTimerOnce,
  'lost-while-waiting': losesWhileWaiting,
  'senders-left-out': leavesSendersOut,
  'no-batching': sendsOneByOne,
  'timer-reset-starvation': restartsItsTimer,
  'read-misses-buffer': (ran) => hidesItsBuffer(ran, workload),
  'empty-flushes': sendsEmptyBatches,
}

const wrong: [slug: string, main: Main, sentence: string, plan?: Partial<Plan>][] = [
  [
    'size-only-flush',
    sizeOnly,
    'n2 learned 1010 at 300 ms and still had it in its buffer at the end, 3 s. All 4 batches of this run left full, with 10 values; 1 value never found enough company.',
    slow,
  ],
  [
    'cleared-before-all-sent',
    cleared,
    'At 100 ms n2 sent 1000 to n1, and next an empty batch to n3, which lacked 1000 to the end at 3 s.',
  ],
  [
    'timer-kept',
    kept,
    'A timer of n2 sent what waited at 150 ms. 1003 came after that, at 160 ms, and was still there at the end, 3 s: no timer sent anything from n2 to the same neighbour again.',
    slow,
  ],
  [
    'no-batching',
    oneByOne,
    '1000 left n2 the moment it came, at 100 ms, and so did 1001 at 100 ms; each of the 28 batches in this run carried a single value.',
  ],
  [
    'timer-reset-starvation',
    restarting,
    '2000 waited on n2 from 500 ms to 630 ms, while something new came 2 times more: it left 50 ms after the one at 580 ms, the last of them, not after its own.',
  ],
  [
    'read-misses-buffer',
    hiding,
    'n2 received 1010 at 100 ms; its "read" showed it from 150 ms on, the very moment a batch took it to n1.',
  ],
  [
    'empty-flushes',
    empty,
    // 59 ticks of 4 batches and 4 full ones make 240. Filled are those 4, and 12 of the ticks': what is delivered
    // at 100 and 500 ms comes just after the tick, so that 1010, 2000 with 2001, and 2002 take 4 each.
    'At 50 ms n1 had nothing to send to n2 and sent it; 224 of the 240 batches in this run were empty.',
  ],
]

describe('each mistake', () => {
  it.each(wrong)('%s is proved by what its program did', (slug, main, sentence, its = plan) => {
    expect(evidence[slug]?.(run(main, its))).toBe(sentence)
  })

  it.each(wrong)('%s is all that its program proves', (slug, main, _sentence, its = plan) => {
    const ran = run(main, its)
    const proved = Object.keys(evidence).filter((other) => evidence[other]?.(ran) !== undefined)
    expect(proved).toEqual([slug])
  })

  it.each(Object.entries(evidence))('%s is not proved by a right program', (_, find) => {
    expect(find(run(ticker, plan))).toBeUndefined()
  })
})

describe('values that come during a wait', () => {
  /** Clears its buffer when the neighbour has answered, whatever came meanwhile. */
  const clearing: Main = (node) => {
    let buffer: unknown[] = []
    const seen = broadcaster(node, (message) => {
      buffer.push(message)
      if (buffer.length > 1) return
      void node.rpc('n2', { type: 'batch', messages: buffer })
    })
    node.on('batch', ({ messages: [value] }) => {
      seen.add(value)
      return { type: 'batch_ok' }
    })
    node.filter(({ body }) => {
      if (body.type === 'batch_ok') buffer = []
      return true
    })
  }
  const during = [100, 110, 200, 210, 300, 310, 400]
  const operations = during.map((at, index) => broadcast(at, 'n1', 1000 + index, `c${index + 1}`))

  it('are proved to be lost by three that were, while later ones left', () => {
    expect(losesWhileWaiting(run(clearing, { topology: line(2), operations }))).toBe(
      '1001 came to n1 at 110 ms, while n1 waited from 100 ms to 120 ms for answers to a batch, and never left it. So it went with 3 values, all of which came during such a wait; what came at other times left.',
    )
  })

  it('are not proved to be lost by two', () => {
    const fewer = operations.slice(0, 5)
    expect(losesWhileWaiting(run(clearing, { topology: line(2), operations: fewer }))).toBeUndefined()
  })
})

describe('a sender that is left out', () => {
  const lanes = [0, 1, 2, 3].flatMap((round) => [
    broadcast(100 + 300 * round, 'n2', 1000 + round, `c${2 * round + 1}`),
    broadcast(55 + 300 * round, 'n1', 2000 + round, `c${2 * round + 2}`),
  ])

  // All that n2 ever tells: a value without company goes to both.
  const alone = broadcast(2000, 'n2', 3000, 'c9')
  const operations = [...lanes, alone]

  it('is proved by batches that go to all others', () => {
    expect(leavesSendersOut(run(leavingOut, { topology: line(3), operations, until: 3000 }))).toBe(
      'At 150 ms n2 sent a batch with 1000 and 2000, and none to n1, from which it had 2000. It had 1000 from elsewhere, and n1 lacked it to the end at 3 s.',
    )
  })

  it('is not proved by one that has told all of it already', () => {
    expect(leavesSendersOut(run(ticker, { topology: line(3), operations, until: 3000 }))).toBeUndefined()
  })
})

describe('a timer that starts again', () => {
  it('is not proved by one that is too long and happens to fire a delay after an arrival', () => {
    const slow: Main = (node) => {
      const buffer: unknown[] = []
      const seen = broadcaster(node, (message) => {
        buffer.push(message)
        if (buffer.length > 1) return
        node.after(60, () => node.send('n2', { type: 'batch', messages: buffer.splice(0) }))
      })
      node.on('batch', ({ messages }) => {
        for (const value of messages) seen.add(value)
      })
    }
    const coincidence = [broadcast(100, 'n1', 1, 'c1'), broadcast(110, 'n1', 1, 'c2')]
    const alone = broadcast(500, 'n1', 2, 'c3')
    expect(
      restartsItsTimer(run(slow, { topology: line(2), operations: [...coincidence, alone] })),
    ).toBeUndefined()
  })
})
