import { describe, expect, it } from 'vitest'
import { fewerThanFlooding } from '../../lib/check/savings.ts'
import { complete } from '../../lib/scenario/topologies.ts'
import oneByOne from '../../solutions/1-naive-broadcast/4-batching/mistakes/no-batching.ts'
import ticker from '../../solutions/1-naive-broadcast/4-batching/variants/ticker.ts'
import { failureOf } from '../support/finding.ts'
import type { Main } from '../support/plain-program.ts'
import { broadcast, run, workload } from '../support/run.ts'

const load = (main: Main, values: number) =>
  run(main, {
    topology: complete(5),
    operations: Array.from({ length: values }, (_, index) =>
      broadcast(100 + index, `n${1 + (index % 5)}`, index + 1000, `c${index + 1}`),
    ),
    until: 3000,
  })

describe('fewer forwards than flooding takes', () => {
  it('are enough where values share their messages', () => {
    expect(fewerThanFlooding(load(ticker, 100), workload, 3)).toEqual({ kind: 'holds' })
  })

  it('are too many where each travels alone', () => {
    expect(failureOf(fewerThanFlooding(load(oneByOne, 100), workload, 3))).toMatchObject({
      message:
        '100 values took 1,600 forwards. Flooding them one by one takes 100 × (2E − (n − 1)) = 1,600 for 10 edges and 5 nodes; 3 times fewer are 533.',
      chain: ['1,600 batches left, with 1 value in each on average, and 1 in the largest.'],
    })
  })

  it('may be just as many where nothing is to be saved', () => {
    expect(fewerThanFlooding(load(oneByOne, 100), workload, 1)).toEqual({ kind: 'holds' })
  })

  it('are not asked of too few values to fill a batch', () => {
    expect(fewerThanFlooding(load(oneByOne, 9), workload, 3)).toEqual({ kind: 'holds' })
    expect(fewerThanFlooding(load(oneByOne, 10), workload, 3).kind).toBe('fails')
  })

  it('do not count answers', () => {
    const asking: Main = (node) => {
      node.on('topology', () => ({ type: 'topology_ok' }))
      node.on('read', () => ({ type: 'read_ok', messages: [] }))
      node.on('batch', () => ({ type: 'batch_ok' }))
      node.on('broadcast', ({ message }) => {
        for (const peer of node.peers) node.rpc(peer, { type: 'batch', messages: [message] }).catch(() => {})
        return { type: 'broadcast_ok' }
      })
    }
    expect(fewerThanFlooding(load(asking, 10), workload, 4)).toEqual({ kind: 'holds' })
    expect(fewerThanFlooding(load(asking, 10), workload, 5).kind).toBe('fails')
  })
})
