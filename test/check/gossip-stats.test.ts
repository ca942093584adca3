import { describe, expect, it } from 'vitest'
import { losesInCuts } from '../../lib/check/evidence/lost-in-cut.ts'
import { dividesByZero } from '../../lib/check/evidence/nan-ratio.ts'
import { statsAgree } from '../../lib/check/gossip-stats.ts'
import type { Node } from '../../lib/node/api.ts'
import { failureOf } from '../support/finding.ts'
import { partitioned, retrier } from '../support/partitioned.ts'
import type { Main } from '../support/plain-program.ts'
import { teller } from '../support/programs.ts'
import { broadcast, request, run, workload } from '../support/run.ts'

type Stats = { [field: string]: unknown }

/** Tells all others, and counts; `change` may falsify what it says. */
function counter(change: (stats: Stats) => void = () => {}, { ticks = false } = {}): Main {
  return (node: Node) => {
    const seen = new Set()
    let [received, sent] = [0, 0]
    node.on('broadcast', ({ message }) => {
      received++
      seen.add(message)
      for (const peer of node.peers) {
        sent++
        node.send(peer, { type: 'tell', message })
      }
      if (ticks) node.send(node.id, { type: 'tick' })
      return { type: 'broadcast_ok' }
    })
    node.on('tick', () => {})
    node.on('tell', ({ message }) => void seen.add(message))
    node.on('gossip_stats', () => {
      const stats = {
        broadcasts_received: received,
        gossip_messages_sent: sent,
        messages_per_op: received === 0 ? 0 : sent / received,
        unique_messages: seen.size,
      }
      change(stats)
      return { type: 'gossip_stats_ok', ...stats }
    })
    node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
  }
}

const plan = {
  nodes: ['n1', 'n2', 'n3'],
  operations: [
    request(5, 'n1', 'gossip_stats'),
    broadcast(10, 'n1', 1, 'c2'),
    broadcast(20, 'n1', 1, 'c3'),
    broadcast(30, 'n2', 2, 'c4'),
    request(100, 'n1', 'gossip_stats', 'c5'),
  ],
  until: 1000,
}

describe('statistics', () => {
  it('agree with what was counted', () => {
    expect(statsAgree(run(counter(), plan))).toEqual({ kind: 'holds' })
  })

  it('leave out what a node sends to itself', () => {
    expect(statsAgree(run(counter(undefined, { ticks: true }), plan))).toEqual({ kind: 'holds' })
  })

  it('may round the ratio', () => {
    const rounded = counter((stats) =>
      Object.assign(stats, { messages_per_op: Math.round(Number(stats.messages_per_op)) }),
    )
    expect(statsAgree(run(rounded, plan))).toEqual({ kind: 'holds' })
  })

  it.each<[string, number, string]>([
    [
      'broadcasts_received',
      1,
      'the number of broadcasts that clients had sent it was 2; its broadcasts_received was 3.',
    ],
    [
      'gossip_messages_sent',
      -1,
      'messages it had sent to other nodes, answers left out, was 4; its gossip_messages_sent was 3.',
    ],
    ['unique_messages', 1, 'the number of values it knew was 2; its unique_messages was 3.'],
    [
      'messages_per_op',
      0.02,
      'messages sent for each broadcast received were 2; its messages_per_op was 2.02.',
    ],
  ])('fail with another %s', (field, more, message) => {
    const lying = counter((stats) => {
      if (stats.broadcasts_received !== 0) stats[field] = Number(stats[field]) + more
    })
    expect(failureOf(statsAgree(run(lying, plan))).message).toContain(message)
  })
})

const ratio = { report: 'gossip_stats', ratio: 'messages_per_op', by: 'broadcast' }

describe('a division by zero', () => {
  it('is seen in the throw that ends the run', () => {
    const divider = counter((stats) => {
      stats.messages_per_op = Number(stats.gossip_messages_sent) / Number(stats.broadcasts_received)
    })
    expect(dividesByZero(run(divider, plan), ratio)).toMatch(
      /^At 5 ms n1 was asked for its "gossip_stats", before any client had sent it a "broadcast"\. It could not answer: .*NaN/,
    )
  })

  it('is seen in an answer without a number', () => {
    const nothing = counter((stats) => {
      if (stats.broadcasts_received === 0) stats.messages_per_op = null
    })
    expect(dividesByZero(run(nothing, plan), ratio)).toMatch(/Its messages_per_op was null\.$/)
  })

  it('is not what another throw means', () => {
    const thrower = counter(() => {
      throw new Error('something else')
    })
    expect(dividesByZero(run(thrower, plan), ratio)).toBeUndefined()
    expect(dividesByZero(run(counter(), plan), ratio)).toBeUndefined()
  })
})

describe('a loss in a cut', () => {
  it('is seen where nobody sends again', () => {
    expect(losesInCuts(partitioned(teller), workload)).toBe(
      'n1 sent 4711 to n2 at 2 s, and the partition "halves" dropped it. The last partition healed at 6 s; after that nobody sent it to anybody. So it went with 1 value.',
    )
  })

  it('is none where somebody does', () => {
    expect(losesInCuts(partitioned(retrier(1000)), workload)).toBeUndefined()
  })

  it('is not what is wrong where it was sent three times', () => {
    expect(losesInCuts(partitioned(retrier(300, 3)), workload)).toBeUndefined()
  })

  it('is not what is wrong where nodes compare and find no difference', () => {
    const comparer: Main = (node) => {
      teller(node)
      node.on('have', () => {})
      node.every(1000, () => {
        for (const peer of node.peers) node.send(peer, { type: 'have', amount: 1 })
      })
    }
    expect(losesInCuts(partitioned(comparer), workload)).toBeUndefined()
  })
})
