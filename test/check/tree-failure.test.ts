import { describe, expect, it } from 'vitest'
import { ackCountsAgree } from '../../lib/check/ack-counts.ts'
import {
  boundedFallback,
  oncePerEdgeWhileNothingFails,
  settlesForGood,
} from '../../lib/check/fallback-cost.ts'
import { failuresOf, outagesOf } from '../../lib/check/outages.ts'
import { caughtUpAfterReturn, reachesTheLiving } from '../../lib/check/owed.ts'
import type { Run } from '../../lib/check/run.ts'
import { acknowledgesInTime } from '../../lib/check/tree-acks.ts'
import type { Node } from '../../lib/node/api.ts'
import type { Fault } from '../../lib/trace/plan.ts'
import acksMissing from '../../solutions/3-topology-aware-gossip/2-tree-failure/mistakes/acks-missing.ts'
import toDeadChild from '../../solutions/3-topology-aware-gossip/2-tree-failure/mistakes/fallback-only-to-dead-child.ts'
import forwarding from '../../solutions/3-topology-aware-gossip/2-tree-failure/mistakes/forwards-the-fallback.ts'
import resending from '../../solutions/3-topology-aware-gossip/2-tree-failure/mistakes/resends-forever.ts'
import trusting from '../../solutions/3-topology-aware-gossip/2-tree-failure/mistakes/trusts-the-ack.ts'
import heartbeats from '../../solutions/3-topology-aware-gossip/2-tree-failure/variants/heartbeats.js'
import subtree from '../../solutions/3-topology-aware-gossip/2-tree-failure/variants/waits-for-subtree.ts'
import { crash, lastWords, onTree, pause, type Told } from '../support/failing-tree.ts'
import { failureOf } from '../support/finding.ts'
import type { Main } from '../support/plain-program.ts'
import { workload } from '../support/run.ts'

const values: Told[] = [
  [1100, 'n1', 4242],
  [1150, 'n3', 4343],
]
const all = (ran: Run) => [
  acknowledgesInTime(ran, workload).kind,
  oncePerEdgeWhileNothingFails(ran, workload).kind,
  reachesTheLiving(ran, workload, 2000).kind,
  ackCountsAgree(ran, workload).kind,
  boundedFallback(ran, workload).kind,
  settlesForGood(ran, workload, 2000).kind,
]

describe.each<[string, Fault[]]>([
  ['nothing fails', []],
  ['a leaf crashes', [crash('n7', 1105)]],
  ['an inner node crashes', [crash('n2', 1105)]],
  ['the root crashes after its value has left it', [crash('n1', 1160)]],
  ['two crash', [crash('n2', 1050), crash('n5', 1050)]],
  ['one crashes with its acknowledgement out', [lastWords('n2')]],
  ['one stands still for a moment', [pause('n2', 1050, 1200)]],
  ['one stands still for long', [pause('n2', 1050, 2850)]],
  ['one comes back', [crash('n2', 1050, 1990)]],
])('where %s', (_, faults) => {
  it('right programs pass, whether they have timers or are asked, and whatever an acknowledgement means', () => {
    for (const right of [subtree, heartbeats as Main]) {
      const ran = onTree(right, values, faults)
      const isCalm = failuresOf(ran).length === 0
      // What is never calm has no acknowledgement that must come in time.
      expect(all(ran).slice(isCalm ? 0 : 1)).toEqual(Array(isCalm ? 6 : 5).fill('holds'))
    }
  })
})

describe('outages', () => {
  it('are the times in which a node was down or stood still', () => {
    const ran = onTree(subtree, values, [crash('n2', 1050, 2000), pause('n3', 1200, 1300), crash('n4', 1400)])
    expect(outagesOf(ran).map(({ kind, node, from, to }) => [kind, node, from, to])).toEqual([
      ['down', 'n2', 1050, 2000],
      ['still', 'n3', 1200, 1300],
      ['down', 'n4', 1400, Number.POSITIVE_INFINITY],
    ])
  })

  it('are failures unless they are over before anybody has to notice', () => {
    const ran = onTree(subtree, values, [pause('n2', 1050, 1200), pause('n3', 1050, 2000)])
    expect(failuresOf(ran).map(({ node }) => node)).toEqual(['n3'])
  })
})

describe('what is missing is found', () => {
  it('where nobody acknowledges', () => {
    const finding = failureOf(acknowledgesInTime(onTree(acksMissing, values), workload))
    expect(finding.message).toContain('no "broadcast_ack" with "message": 4242 came back from n2')
  })

  it('where those behind a dead node do not hear, with the way that the value should have taken', () => {
    const finding = failureOf(
      reachesTheLiving(onTree(toDeadChild, values, [crash('n2', 1050)]), workload, 2000),
    )
    expect(finding.message).toContain('By 3.1 s, 2 s later, 2 nodes that should know it did not: n4 and n5')
    expect(finding.chain).toEqual([
      'n2 crashed at 1.05 s.',
      'c1 sent 4242 to n1 at 1.1 s.',
      'Along the tree the way to n4 is n1–n2–n4.',
      'n1 sent it to n2 at 1.1 s; n2 was down when it arrived at 1.11 s.',
      'n1 had no acknowledgement by 1.6 s, 500 ms later.',
      'n1 sent it directly to n2, and nobody else sent it directly.',
    ])
  })

  it('where an acknowledgement was the last that came from a node', () => {
    const finding = failureOf(reachesTheLiving(onTree(trusting, values, [lastWords('n2')]), workload, 2000))
    expect(finding.message).toContain('n2 crashed at 1.11 s, its acknowledgement just out')
    expect(finding.chain).toContain('n2 sent it to n4 at 1.11 s; n2 crashed before the message left it.')
  })

  it('where what was known before a return is not known after it', () => {
    const ran = onTree(subtree, values, [crash('n2', 1600, 2500)])
    expect(failureOf(caughtUpAfterReturn(ran, workload, 2000)).message).toContain(
      'came back at 2.5 s. By 4.5 s',
    )
  })
})

describe('what is too much is found', () => {
  it('where the fallback makes a fallback of its own', () => {
    const ran = onTree(forwarding, [[1100, 'n1', 4242]], [crash('n2', 1050)], { size: 10 })
    expect(failureOf(boundedFallback(ran, workload)).message).toContain('29 are allowed')
  })

  it('where it does not end', () => {
    const ran = onTree(resending, values, [crash('n2', 1050)])
    expect(failureOf(settlesForGood(ran, workload, 2000)).message).toContain('though n2 was down')
  })

  it('where a value goes past the tree though nothing failed', () => {
    const shouting: Main = (node) => {
      subtree(node)
      node.on('broadcast', ({ message }) => {
        for (const peer of node.peers) node.send(peer, { type: 'delivery', message })
        return { type: 'broadcast_ok' }
      })
      node.on('delivery', ({ message }, { src }) => node.send(src, { type: 'broadcast_ack', message }))
    }
    expect(failureOf(oncePerEdgeWhileNothingFails(onTree(shouting, values), workload)).message).toContain(
      'while nothing fails values go along the tree only',
    )
  })

  it('where it crosses an edge twice', () => {
    const doubling: Main = (node) => {
      subtree(node)
      node.on('delivery', () => {})
      node.every(700, () => {
        if (node.id === 'n1') node.send('n2', { type: 'delivery', message: 4242 })
      })
    }
    expect(failureOf(oncePerEdgeWhileNothingFails(onTree(doubling, values), workload)).message).toContain(
      'It takes 6',
    )
  })
})

/** A right program but for what it answers to one request, given how often it has been asked. */
const saying = (type: string, fields: (asked: number) => object) => (node: Node) => {
  let asked = 0
  subtree({
    ...node,
    on: (name, handler) =>
      node.on(
        name,
        name !== type
          ? handler
          : (body, message) => ({ ...(handler(body, message) as { type: string }), ...fields(++asked) }),
      ),
  })
}

describe('counts are held against the trace', () => {
  const judged = (main: Main) =>
    failureOf(ackCountsAgree(onTree(main, values, [crash('n2', 1050)]), workload))

  it.each<[string, string, object]>([
    ['pending', 'check_acks', { pending: 9 }],
    ['pending', 'check_acks', { pending: 'none' }],
    ['timed_out', 'check_acks', { timed_out: 5 }],
    ['direct_sent', 'check_acks', { direct_sent: 1 }],
    ['total_failures', 'failure_stats', { total_failures: 0 }],
    ['direct_deliveries', 'failure_stats', { direct_deliveries: 0 }],
  ])('%s', (field, type, fields) => {
    expect(judged(saying(type, () => fields)).message).toContain(`${field}: `)
  })

  it('and against each other: what a call reports is what the totals grow by', () => {
    const lying = saying('check_acks', () => ({ timed_out: 0 }))
    // Looked at when a `failure_stats` stands on both sides.
    const ran = onTree(lying, [[1200, 'n1', 4242]], [crash('n2', 1050)], {
      polls: [
        { from: 1000, everyMs: 9000, rounds: [[{ type: 'tree_info' }]] },
        {
          from: 1103,
          everyMs: 700,
          rounds: [[{ type: 'failure_stats' }, { type: 'check_acks' }, { type: 'failure_stats' }]],
        },
      ],
    })
    expect(failureOf(ackCountsAgree(ran, workload)).message).toContain(
      'The one should have grown by the other',
    )
  })
})
