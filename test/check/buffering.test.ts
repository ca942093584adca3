import { describe, expect, it } from 'vitest'
import { fullLeavesAtOnce, leavesInTime } from '../../lib/check/buffering.ts'
import { complete, line } from '../../lib/scenario/topologies.ts'
import type { Operation } from '../../lib/trace/plan.ts'
import restarting from '../../solutions/1-naive-broadcast/4-batching/mistakes/timer-reset-starvation.ts'
import ticker from '../../solutions/1-naive-broadcast/4-batching/variants/ticker.ts'
import { failureOf } from '../support/finding.ts'
import type { Main } from '../support/plain-program.ts'
import { broadcaster } from '../support/programs.ts'
import { broadcast, run } from '../support/run.ts'

const burst = (size: number, at = 100): Operation[] =>
  Array.from({ length: size }, (_, index) => broadcast(at, 'n1', index, `c${index + 1}`))

const pair = (main: Main, operations: Operation[]) =>
  run(main, { topology: line(2), operations, until: 5000 })

/** Node n1 sends all it has so many milliseconds after its first value, and each value once more later on. */
const sendingAfter = (ms: number): Main => {
  return (node) => {
    const seen = broadcaster(node, () => {
      if (node.id !== 'n1' || seen.size > 1) return
      node.after(ms, () => node.send('n2', { type: 'batch', messages: [...seen] }))
      node.after(ms + 900, () => node.send('n2', { type: 'batch', messages: [...seen] }))
    })
    node.on('batch', ({ messages }) => {
      for (const value of messages) seen.add(value)
      // Late, and nothing new to n1.
      node.after(400, () => node.send('n1', { type: 'batch', messages }))
    })
  }
}

describe('a value that leaves its node', () => {
  it.each([1, 50, 51])('is in time after %i ms', (ms) => {
    expect(leavesInTime(pair(sendingAfter(ms), burst(1)))).toEqual({ kind: 'holds' })
  })

  it('is late after more than max_delay_ms and the slack', () => {
    expect(failureOf(leavesInTime(pair(sendingAfter(52), burst(1))))).toEqual({
      kind: 'fails',
      at: 150,
      message:
        'n1 learned 0 at 100 ms. With a max_delay_ms of 50 it should have left in a batch by 150 ms; the first batch with it left at 152 ms.',
      chain: ['Nothing else arrived at n1 in between.', 'It left when a timer of n1 fired.'],
    })
  })

  it('is held to the limit that the node was configured with', () => {
    const body = { type: 'configure', max_batch: 10, max_delay_ms: 20 }
    const operations = [{ at: 50, client: 'c9', node: 'n1', body }, ...burst(1)]
    const main: Main = (node) => {
      sendingAfter(50)(node)
      node.on('configure', () => ({ type: 'configure_ok' }))
    }
    expect(failureOf(leavesInTime(pair(main, operations))).message).toContain('With a max_delay_ms of 20')
  })

  it('is told what came meanwhile', () => {
    const drip = [broadcast(100, 'n1', 1, 'c1'), broadcast(140, 'n1', 2, 'c2')]
    expect(failureOf(leavesInTime(pair(restarting, drip))).chain).toEqual([
      'In between 1 message with values arrived at n1, the last at 140 ms.',
      'It left when a timer of n1 fired.',
    ])
  })

  it('need not leave everywhere', () => {
    const ran = run(ticker, { topology: complete(5), operations: burst(30), until: 5000 })
    expect(leavesInTime(ran)).toEqual({ kind: 'holds' })
  })
})

describe('a full buffer', () => {
  it.each([9, 10, 11, 25])('leaves at once, of %i values those that fill one', (size) => {
    expect(fullLeavesAtOnce(pair(ticker, burst(size)))).toEqual({ kind: 'holds' })
  })

  it('is not missed below max_batch', () => {
    expect(fullLeavesAtOnce(pair(sendingAfter(50), burst(9)))).toEqual({ kind: 'holds' })
  })

  it('leaves too late when a timer has to come', () => {
    expect(failureOf(fullLeavesAtOnce(pair(sendingAfter(50), burst(10))))).toEqual({
      kind: 'fails',
      at: 100,
      message:
        'At 100 ms 10 values waited on n1, whose max_batch was 10. A full buffer should leave within 1 ms. It was full until 150 ms.',
    })
  })

  it('may take the millisecond of the shortest timer', () => {
    expect(fullLeavesAtOnce(pair(sendingAfter(1), burst(10)))).toEqual({ kind: 'holds' })
  })

  it('may never leave', () => {
    const keeping: Main = (node) => void broadcaster(node)
    expect(failureOf(fullLeavesAtOnce(pair(keeping, burst(10)))).message).toMatch(
      /No batch ever took them\.$/,
    )
  })
})
