import { describe, expect, it } from 'vitest'
import { withinRate } from '../../lib/check/forward-rate.ts'
import { keepsPace } from '../../lib/check/pace.ts'
import { isQuiet } from '../../lib/check/quiet.ts'
import type { Node } from '../../lib/node/api.ts'
import { complete } from '../../lib/scenario/topologies.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import { failureOf } from '../support/finding.ts'
import type { Main } from '../support/plain-program.ts'
import { broadcaster } from '../support/programs.ts'
import { broadcast, run } from '../support/run.ts'

/** n1 says at these moments what it knows, to whom it is told to; the others keep it. */
const telling =
  (times: number[], to = ['n2', 'n3'], copies = 1) =>
  (node: Node) => {
    const seen = broadcaster(node)
    node.on('gossip', ({ messages }) => {
      for (const message of messages) seen.add(message)
    })
    if (node.id !== 'n1') return
    for (const at of times) {
      node.after(at, () => {
        for (let copy = 0; copy < copies; copy++)
          for (const dest of to) node.send(dest, { type: 'gossip', messages: [...seen] })
      })
    }
  }

const plan: Partial<Plan> = { topology: complete(3), operations: [broadcast(100, 'n1', 42)], until: 2000 }
const everyTime = (from: number, to: number, step: number) =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step)

describe('a round at least every 200 ms', () => {
  const pace = (main: Main, more: Partial<Plan> = {}) => keepsPace(run(main, { ...plan, ...more }), 200)

  it('is kept by a timer of 200 ms, while messages are lost', () => {
    expect(pace(telling(everyTime(200, 2000, 200)), { loss: 1 })).toEqual({ kind: 'holds' })
  })

  it('is due no longer when the neighbours know all', () => {
    expect(pace(telling([200]))).toEqual({ kind: 'holds' })
  })

  it('is not kept by 250 ms, while a message was lost', () => {
    expect(failureOf(pace(telling(everyTime(250, 2000, 250)), { loss: 1 }))).toMatchObject({
      at: 450,
      message:
        'n1 knew 42 from 100 ms on, and n2, its neighbour, did not know it. Yet n1 made no round between 250 ms and 500 ms. While a neighbour lacks something, a round is due at least every 200 ms.',
      chain: ['Since it learned 42, n1 has made 1 round, the last at 250 ms.'],
    })
  })

  it('is not kept by a node that never makes one', () => {
    expect(failureOf(pace(telling([])))).toMatchObject({
      at: 300,
      chain: ['n1 has made no round since it learned 42.'],
    })
  })

  it('is judged to the planned end, even if the run falls quiet before', () => {
    expect(failureOf(pace(telling([200], ['n2']))).message).toContain('between 200 ms and 2 s')
  })

  it('is not due for the sake of a neighbour that was down', () => {
    const faults = [{ kind: 'crash' as const, node: 'n3', at: 50, restartAt: 500 }]
    expect(pace(telling([200], ['n2']), { faults })).toEqual({ kind: 'holds' })
  })

  it('is not due before the topology is known', () => {
    expect(pace(telling([450]), { topologyAt: 400 })).toEqual({ kind: 'holds' })
  })
})

describe('at most 18 forwards in any second', () => {
  const rate = (main: Main) => withinRate(run(main, plan), 18, 1000)
  const three = ['n2', 'n3', 'n2']

  it('are six rounds of three', () => {
    expect(rate(telling(everyTime(200, 1199, 199), three))).toEqual({ kind: 'holds' })
  })

  it('may be seven rounds, the last of which begins another second', () => {
    expect(rate(telling([200, 300, 400, 500, 600, 700, 1200], three))).toEqual({ kind: 'holds' })
  })

  it('are not seven rounds within one, wherever it begins', () => {
    expect(failureOf(rate(telling([350, 450, 550, 650, 750, 850, 1349], three)))).toMatchObject({
      at: 1349,
      message: 'From 350 ms to 1.35 s n1 sent 21 forwards. At most 18 are allowed in any 1 s.',
      chain: ['n1 sent 21 by timers, in 7 goes 100 ms to 499 ms apart.'],
    })
  })

  it('are counted without answers', () => {
    const asking = (node: Node) => {
      node.on('ask', () => ({ type: 'ask_ok' }))
      if (node.id !== 'n1') return
      for (let count = 0; count < 18; count++) void node.rpc('n2', { type: 'ask' })
    }
    expect(rate(asking)).toEqual({ kind: 'holds' })
  })
})

describe('quiet', () => {
  const chatty = telling(everyTime(100, 1900, 100), ['n2'])

  it('are fewer messages than one a second for each node, on average', () => {
    expect(isQuiet(run(telling([1000, 1500], ['n2']), plan), 1000, 2000, 1)).toEqual({ kind: 'holds' })
  })

  it('is not ten in a second from one of three', () => {
    expect(failureOf(isQuiet(run(chatty, plan), 1000, 2000, 1))).toMatchObject({
      message: expect.stringContaining('from 1 s to 2 s 3 nodes sent 10 messages: 3.33 per node and second'),
      chain: ['The busiest was n1 "gossip", sent 10 times.'],
    })
  })

  it('is not judged by what came before', () => {
    expect(isQuiet(run(chatty, plan), 1901, 2000, 1)).toEqual({ kind: 'holds' })
  })
})
