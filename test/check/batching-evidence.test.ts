import { describe, expect, it } from 'vitest'
import { clearsBeforeAllSent } from '../../lib/check/evidence/cleared-early.ts'
import { sendsEmptyBatches } from '../../lib/check/evidence/empty-batches.ts'
import { hidesItsBuffer } from '../../lib/check/evidence/hidden-buffer.ts'
import { sendsOneByOne } from '../../lib/check/evidence/no-batching.ts'
import { restartsItsTimer } from '../../lib/check/evidence/restarted-timer.ts'
import { flushesBySizeOnly } from '../../lib/check/evidence/size-only.ts'
import type { Run } from '../../lib/check/run.ts'
import { line } from '../../lib/scenario/topologies.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import cleared from '../../solutions/1-naive-broadcast/4-batching/mistakes/cleared-before-all-sent.ts'
import empty from '../../solutions/1-naive-broadcast/4-batching/mistakes/empty-flushes.ts'
import oneByOne from '../../solutions/1-naive-broadcast/4-batching/mistakes/no-batching.ts'
import hiding from '../../solutions/1-naive-broadcast/4-batching/mistakes/read-misses-buffer.ts'
import sizeOnly from '../../solutions/1-naive-broadcast/4-batching/mistakes/size-only-flush.ts'
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

const evidence: { [slug: string]: (ran: Run) => string | undefined } = {
  'size-only-flush': flushesBySizeOnly,
  'cleared-before-all-sent': clearsBeforeAllSent,
  'no-batching': sendsOneByOne,
  'timer-reset-starvation': restartsItsTimer,
  'read-misses-buffer': (ran) => hidesItsBuffer(ran, workload),
  'empty-flushes': sendsEmptyBatches,
}

const wrong: [slug: string, main: Main, sentence: string][] = [
  [
    'size-only-flush',
    sizeOnly,
    'n2 learned 1010 at 100 ms and still had it in its buffer at the end, 3 s. All 4 batches of this run left full, with 10 values; 4 values never found enough company.',
  ],
  [
    'cleared-before-all-sent',
    cleared,
    'n2 sent 1000 to n1 at 100 ms and never to n3, which lacked it to the end at 3 s.',
  ],
  [
    'no-batching',
    oneByOne,
    '1000 left n2 the moment it came, at 100 ms, and so did 1001 at 100 ms; each of the 28 batches in this run carried a single value.',
  ],
  [
    'timer-reset-starvation',
    restarting,
    '2000 waited on n2 from 500 ms to 630 ms, through 2 further arrivals: it left 50 ms after the one at 580 ms, not after its own.',
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
    'At 50 ms n1 had nothing to send and sent it; 224 of the 240 batches in this run were empty.',
  ],
]

describe('each mistake', () => {
  it.each(wrong)('%s is proved by what its program did', (slug, main, sentence) => {
    expect(evidence[slug]?.(run(main, plan))).toBe(sentence)
  })

  it.each(wrong)('%s is all that its program proves', (slug, main) => {
    const ran = run(main, plan)
    const proved = Object.keys(evidence).filter((other) => evidence[other]?.(ran) !== undefined)
    expect(proved).toEqual([slug])
  })

  it.each(Object.entries(evidence))('%s is not proved by a right program', (_, find) => {
    expect(find(run(ticker, plan))).toBeUndefined()
  })
})

describe('a buffer that is cleared early', () => {
  it('is proved as well by a value that stayed behind while a later one left', () => {
    // Clears when the neighbour has answered, whatever came meanwhile.
    const clearing: Main = (node) => {
      let buffer: unknown[] = []
      broadcaster(node, (message) => {
        buffer.push(message)
        if (buffer.length > 1) return
        node.send('n2', { type: 'batch', messages: buffer })
        node.after(20, () => {
          buffer = []
        })
      })
    }
    const operations = [100, 110, 200].map((at, index) => broadcast(at, 'n1', 1000 + index, `c${index + 1}`))
    expect(clearsBeforeAllSent(run(clearing, { topology: line(2), operations }))).toBe(
      '1001 came to n1 at 110 ms and never left it, though 1002, which came at 200 ms, did.',
    )
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
