import { describe, expect, it } from 'vitest'
import { waitsTooLong } from '../../lib/check/evidence/long-waits.ts'
import { floodsOneByOne } from '../../lib/check/evidence/value-by-value.ts'
import { costOf, fewMessages, spreadsFast } from '../../lib/check/load.ts'
import type { Node } from '../../lib/node/api.ts'
import type { Value } from '../../lib/protocol/message.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import { failureOf } from '../support/finding.ts'
import type { Main } from '../support/plain-program.ts'
import { broadcaster, keeper } from '../support/programs.ts'
import { broadcast, read, run, workload } from '../support/run.ts'

const nodes = ['n1', 'n2', 'n3', 'n4']
/** 250 broadcasts at n1 and as many reads, one of them every 10 ms. */
const load: Partial<Plan> = {
  nodes,
  operations: Array.from({ length: 500 }, (_, index) =>
    index % 2 === 0
      ? broadcast(10 * index, 'n1', 1000 + index, `c${index + 1}`)
      : read(10 * index, 'n2', `c${index + 1}`),
  ),
  until: 8000,
}

/** Tells all others after so long, each value by itself. */
const teller = (waitMs: number): Main => {
  return (node: Node) => {
    broadcaster(node, (message, src) => {
      if (node.peers.includes(src)) return
      const tell = () => {
        for (const peer of node.peers) node.send(peer, { type: 'broadcast', message })
      }
      if (waitMs === 0) tell()
      else node.after(waitMs, tell)
    })
  }
}
const limits = { medianMs: 100, maxMs: 200 }

describe('the cost of a load', () => {
  it('counts messages for each operation, and the time to the last node', () => {
    expect(costOf(run(teller(50), load), workload)).toEqual({
      ...{ operations: 500, messages: 750, perOp: 1.5, medianMs: 60, maxMs: 60 },
    })
  })

  it('is none for a few operations', () => {
    const few = run(teller(0), { ...load, operations: load.operations?.slice(0, 499) ?? [] })
    expect(costOf(few, workload)).toBeUndefined()
    expect(fewMessages(few, workload, 1)).toEqual({ kind: 'holds' })
  })

  it('leaves out what comes later than two seconds after the last operation', () => {
    const chatty: Main = (node) => {
      teller(0)(node)
      node.after(7000, () => node.send(node.peers[0] ?? '', { type: 'late' }))
    }
    expect(costOf(run(chatty, load), workload)?.messages).toBe(750)
  })
})

describe('few messages', () => {
  it('hold below the limit', () => {
    expect(fewMessages(run(teller(0), load), workload, 1.51)).toEqual({ kind: 'holds' })
  })

  it('fail at it', () => {
    const failure = failureOf(fewMessages(run(teller(0), load), workload, 1.5))
    expect(failure.message).toBe(
      '500 operations cost 750 messages: 1.5 for each, where fewer than 1.5 will do.',
    )
    expect(failure.chain).toEqual(['750 messages of them were "broadcast".'])
  })
})

describe('a fast spread', () => {
  it('holds below both limits', () => {
    expect(spreadsFast(run(teller(50), load), workload, limits)).toEqual({ kind: 'holds' })
  })

  it.each([
    [100, limits],
    [50, { medianMs: 100, maxMs: 60 }],
  ])('fails after %i ms with %j', (waitMs, asked) => {
    const failure = failureOf(spreadsFast(run(teller(waitMs), load), workload, asked))
    expect(failure.message).toMatch(
      new RegExp(`took ${waitMs + 10} ms in the middle .* ${waitMs + 10} ms at most`),
    )
    expect(failure.chain?.[1]).toMatch(/^Its way there: n1 at 0 ms, n2 at \d+ ms\.$/)
  })

  it('is measured from the request: a value that all hide, to show it at one moment, is as slow', () => {
    const together: Main = (node) => {
      const shown = new Set<Value>()
      const showLater = (message: Value, at: number) => node.after(at - node.now(), () => shown.add(message))
      node.on('broadcast', ({ message }) => {
        const at = node.now() + 300
        for (const peer of node.peers) node.send(peer, { type: 'secret', message, at })
        showLater(message, at)
        return { type: 'broadcast_ok' }
      })
      node.on('secret', ({ message, at }) => void showLater(message, at))
      node.on('read', () => ({ type: 'read_ok', messages: [...shown] }))
    }
    const failure = failureOf(spreadsFast(run(together, load), workload, limits))
    expect(failure.message).toContain('took 300 ms in the middle (the median), and 300 ms at most.')
  })

  it('fails where a value never comes', () => {
    expect(failureOf(spreadsFast(run(keeper, load), workload, limits)).message).toMatch(
      /took for ever in more than half of all cases, and some never came to every node\./,
    )
  })
})

describe('the evidence', () => {
  it('sees values wait', () => {
    expect(waitsTooLong(run(teller(150), load), workload, limits)).toBe(
      'Before a node passed a value on, it kept it for 150 ms on average, 250 times. With several such stops on its way a value took 160 ms in the middle.',
    )
  })

  it('sees none where the limits are kept, or a fault explains it', () => {
    expect(waitsTooLong(run(teller(50), load), workload, limits)).toBeUndefined()
    expect(waitsTooLong(run(teller(150), { ...load, loss: 0.1 }), workload, limits)).toBeUndefined()
  })

  it('sees a flood of single values', () => {
    const flooding: Main = (node) => {
      broadcaster(node, (message) => {
        for (const peer of node.peers) node.send(peer, { type: 'broadcast', message })
      })
    }
    expect(floodsOneByOne(run(flooding, load), workload)).toBe(
      '250 values went out in 3,000 messages of one value each. That is 12 for a value, where a tree of 4 nodes has 3: most came to nodes that knew it.',
    )
    expect(floodsOneByOne(run(teller(0), load), workload)).toBeUndefined()
  })
})
