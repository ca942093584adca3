import { describe, expect, it } from 'vitest'
import { reachesAllWithin, reachesSomebody } from '../../lib/check/spread.ts'
import { line } from '../../lib/scenario/topologies.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import ticker from '../../solutions/1-naive-broadcast/4-batching/variants/ticker.ts'
import { failureOf } from '../support/finding.ts'
import type { Main } from '../support/plain-program.ts'
import { broadcaster, keeper } from '../support/programs.ts'
import { broadcast, run, workload } from '../support/run.ts'

const single: Partial<Plan> = { topology: line(3), operations: [broadcast(100, 'n1', 42)], until: 5000 }

/** Every node tells the next one, so many milliseconds after it learned a value. */
const passingOnAfter = (ms: number): Main => {
  return (node) => {
    const tellNext = (message: unknown) => {
      const next = node.nodeIds[node.nodeIds.indexOf(node.id) + 1]
      if (next !== undefined) node.after(ms, () => node.send(next, { type: 'batch', messages: [message] }))
    }
    const seen = broadcaster(node, tellNext)
    node.on('batch', ({ messages: [value] }) => {
      seen.add(value)
      tellNext(value)
    })
  }
}

describe('a single value', () => {
  it('is with somebody after max_delay_ms and one hop', () => {
    expect(reachesSomebody(run(ticker, single), workload)).toEqual({ kind: 'holds' })
  })

  it('may come too late', () => {
    expect(failureOf(reachesSomebody(run(passingOnAfter(200), single), workload)).message).toBe(
      'n1 learned 42 at 100 ms. With a max_delay_ms of 50, and a hop of at most 10 ms, another node should know it by 160 ms. The first to know it was n2, at 310 ms.',
    )
  })

  it('has the longest hop that the network may take', () => {
    const slow: Partial<Plan> = { ...single, latency: { kind: 'uniform', min: 200, max: 300 } }
    expect(reachesSomebody(run(passingOnAfter(50), slow), workload)).toEqual({ kind: 'holds' })
  })

  it('may never come, and then it is told where it stayed', () => {
    expect(failureOf(reachesSomebody(run(keeper, single), workload))).toMatchObject({
      message: expect.stringMatching(/Nobody else ever did\.$/),
      chain: expect.arrayContaining(['n1 never sent it to n2, its neighbour.']),
    })
  })

  it('has nowhere to go from a node alone', () => {
    const alone = { topology: { n1: [] }, operations: [broadcast(100, 'n1', 42)] }
    expect(reachesSomebody(run(keeper, alone), workload)).toEqual({ kind: 'holds' })
  })
})

describe('everybody', () => {
  it('knows a value in time', () => {
    expect(reachesAllWithin(run(passingOnAfter(200), single), 420)).toEqual({ kind: 'holds' })
  })

  it('knows it too late, and the last one is named', () => {
    expect(failureOf(reachesAllWithin(run(passingOnAfter(200), single), 419))).toEqual({
      kind: 'fails',
      at: 519,
      message:
        'n1 learned 42 at 100 ms. Everybody should know it within 419 ms, by 519 ms; n3 learned it at 520 ms.',
    })
  })
})
