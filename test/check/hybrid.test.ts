import { describe, expect, it } from 'vitest'
import { deliveriesAgree, deliveriesAnswered } from '../../lib/check/delivery-info.ts'
import { firstArrivals } from '../../lib/check/first-arrivals.ts'
import {
  arrivesByTree,
  costsLittle,
  fastAsTree,
  payloadWithin,
  treeIsTree,
} from '../../lib/check/hybrid-cost.ts'
import { hybridStatsAgree } from '../../lib/check/hybrid-stats.ts'
import type { Node } from '../../lib/node/api.ts'
import countsEvery from '../../solutions/3-topology-aware-gossip/3-hybrid-gossip/mistakes/counts-every-arrival.ts'
import gossipOnly from '../../solutions/3-topology-aware-gossip/3-hybrid-gossip/mistakes/gossip-only.ts'
import ownLeftOut from '../../solutions/3-topology-aware-gossip/3-hybrid-gossip/mistakes/own-values-left-out.ts'
import solution from '../../solutions/3-topology-aware-gossip/3-hybrid-gossip/solution.ts'
import plumtree from '../../solutions/3-topology-aware-gossip/3-hybrid-gossip/variants/plumtree.ts'
import { failureOf } from '../support/finding.ts'
import { deliveryAsked, everything, hybridRun, row } from '../support/hybrid.ts'
import type { Main } from '../support/plain-program.ts'
import { broadcast, request, workload } from '../support/run.ts'

const allowance = { trees: 1.5, perNode: 2, everyMs: 200 }

describe('the first arrival', () => {
  const arrivals = (main: Main) => firstArrivals(hybridRun(main, 4, [broadcast(100, 'n4', 4242)]))

  it('is 0 hops by the tree where the client was, and one hop more at each node', () => {
    expect(
      [...arrivals(row({})).values()].map(({ node, from, via, hops }) => [node, from, via, hops]),
    ).toEqual([
      ['n4', undefined, 'tree', 0],
      ['n3', 'n4', 'tree', 1],
      ['n2', 'n3', 'tree', 2],
      ['n1', 'n2', 'tree', 3],
    ])
  })

  it('is by gossip where the message has another type', () => {
    const others = [...arrivals(row({ type: 'told' })).values()].filter(({ from }) => from !== undefined)
    expect(others.map(({ via }) => via)).toEqual(['gossip', 'gossip', 'gossip'])
  })

  it.each([
    ['n1', 1],
    ['n2', 2],
  ])('is one hop more than at %s, which repaired it: %i', (teacher, hops) => {
    const repairing = (node: Node) => {
      const seen = new Set<unknown>()
      node.on('broadcast', ({ message }) => {
        seen.add(message)
        node.send('n2', { type: 'tree_broadcast', message })
        return { type: 'broadcast_ok' }
      })
      node.on('tree_broadcast', ({ message }) => void seen.add(message))
      node.on('repair', ({ messages }) => void seen.add(messages[0]))
      if (node.id === teacher) node.after(500, () => node.send('n3', { type: 'repair', messages: [...seen] }))
      node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
    }
    const ran = hybridRun(repairing, 3, [broadcast(100, 'n1', 4242)])
    expect(firstArrivals(ran).get('n3 4242')).toMatchObject({ from: teacher, via: 'gossip', hops })
  })

  it('is the message that taught the value, and not one that only named it before', () => {
    const naming = (node: Node) => {
      row({})(node)
      node.on('soon', () => {})
      node.filter(({ src, body }) => {
        if (src.startsWith('c') && body.type === 'broadcast')
          for (const peer of node.peers) node.send(peer, { type: 'soon', message: body.message })
        return true
      })
    }
    const ran = hybridRun(naming, 2, [broadcast(100, 'n1', 4242)])
    expect(ran.facts.serverMessages[0]?.event.body.type).toBe('soon')
    expect(firstArrivals(ran).get('n2 4242')).toMatchObject({ via: 'tree', type: 'tree_broadcast' })
  })
})

describe.each([1, 2, 3, 7])('with %i nodes', (size) => {
  it.each([
    ['a reckoned tree and ids', solution],
    ['a grown tree', plumtree],
  ])('what a right program tells holds: %s', (_, main) => {
    const ran = hybridRun(main, size, everything(size))
    const findings = [
      deliveriesAgree(ran),
      deliveriesAnswered(ran),
      hybridStatsAgree(ran),
      costsLittle(ran, workload, allowance),
    ]
    expect(findings).toEqual(findings.map(() => ({ kind: 'holds' })))
  })
})

it.each([2, 3, 7])('what a right program tells holds where one of %i nodes has crashed', (size) => {
  const operations = everything(size).filter(({ node }) => node !== 'n2')
  const faults = [{ kind: 'crash' as const, node: 'n2', at: 20 }]
  const ran = hybridRun(solution, size, operations, { faults })
  expect([deliveriesAgree(ran), hybridStatsAgree(ran)]).toEqual([{ kind: 'holds' }, { kind: 'holds' }])
})

describe('a wrong delivery_info is found', () => {
  const told = (info: { [field: string]: unknown } | undefined, at = 500, main = row({ info: () => info })) =>
    deliveriesAgree(hybridRun(main, 3, [broadcast(100, 'n1', 4242), deliveryAsked(at, 'n3', 4242)]))

  it.each<[string, { [field: string]: unknown } | undefined, string]>([
    [
      'the way',
      { delivered_via: 'gossip', hops: 2 },
      'It answered delivered_via: "gossip", and it is "tree".',
    ],
    ['the hops', { delivered_via: 'tree', hops: 1 }, 'It answered hops: 1, and it is 2.'],
    ['hops as a text', { delivered_via: 'tree', hops: '2' }, 'It answered hops: "2", and it is 2.'],
    [
      'another value',
      { value: '4242', delivered_via: 'tree', hops: 2 },
      'It answered value: "4242", and it is 4242.',
    ],
    [
      'a field too many',
      { delivered_via: 'tree', hops: 2, at: 1 },
      'has a field "at" that is not documented',
    ],
    ['error 20 for a known value', undefined, 'It had known the value since 120 ms, and answered error 20.'],
  ])('%s', (_, info, text) => {
    expect(failureOf(told(info)).message).toContain(text)
  })

  it('with the way that the value took', () => {
    expect(failureOf(told({ delivered_via: 'tree', hops: 0 })).chain).toEqual([
      'c1 gave n1 4242 at 100 ms: 0 hops.',
      'n2 first got it from n1 at 110 ms, in a "tree_broadcast": hop 1.',
      'n3 first got it from n2 at 120 ms, in a "tree_broadcast": hop 2.',
    ])
  })

  it('and an answer about a value that has not come; error 20 is right then', () => {
    expect(failureOf(told({ delivered_via: 'tree', hops: 2 }, 115)).message).toContain(
      'It did not know that value, and should have answered error 20',
    )
    expect(told(undefined, 115)).toEqual({ kind: 'holds' })
    expect(told({ delivered_via: 'tree', hops: 2 }, 125)).toEqual({ kind: 'holds' })
  })

  it('and no answer', () => {
    const silent = (node: Node) => {
      row({})(node)
      node.on('delivery_info', () => {})
    }
    const ran = hybridRun(silent, 2, [deliveryAsked(100, 'n1', 7)])
    expect(failureOf(deliveriesAnswered(ran)).message).toBe(
      'c8 asked n1 for the "delivery_info" of 7 at 100 ms, and got no answer.',
    )
  })
})

describe('wrong statistics are found', () => {
  it('before the first value', () => {
    const stats = () => ({ tree_deliveries: 0, gossip_deliveries: 0, total: 1 })
    const ran = hybridRun(row({ stats }), 2, [request(100, 'n1', 'hybrid_stats')])
    expect(failureOf(hybridStatsAgree(ran)).message).toBe(
      'At 100 ms c1 asked n1 for its "hybrid_stats". It answered total: 1, and it is 0.',
    )
  })

  it.each([
    ['that leave own values out', ownLeftOut, 'It answered tree_deliveries: 2, and it is 3.'],
    ['that count what came again', countsEvery, 'It answered gossip_deliveries:'],
  ])('%s', (_, main, text) => {
    expect(failureOf(hybridStatsAgree(hybridRun(main, 3, everything(3)))).message).toContain(text)
  })
})

describe('what it costs', () => {
  it('gossip alone is too slow, and nothing arrives by the tree', () => {
    const ran = hybridRun(gossipOnly, 4, [broadcast(105, 'n1', 4242)])
    expect(failureOf(fastAsTree(ran, workload, 10)).message).toContain(
      '4242 was broadcast at n1 at 105 ms. In a tree of 4 nodes it can be everywhere 80 ms later, at 185 ms',
    )
    expect(failureOf(arrivesByTree(ran, workload, 0.95)).message).toMatch(
      /^Of 3 arrivals, .*, 0 were by the tree/,
    )
  })

  it('a tree is fast enough, and all arrives by it', () => {
    const ran = hybridRun(solution, 4, [broadcast(105, 'n1', 4242)])
    const findings = [
      fastAsTree(ran, workload, 10),
      arrivesByTree(ran, workload, 1),
      treeIsTree(ran, workload, 1),
      payloadWithin(ran, workload, 1),
    ]
    expect(findings).toEqual(findings.map(() => ({ kind: 'holds' })))
  })

  it('the last hop that is allowed is, and one more is not', () => {
    const inRow = (size: number) => hybridRun(row({}), size, [broadcast(100, 'n1', 4242)])
    // 13 nodes in a row are 12 hops; ⌈log₂ 13⌉ is 4, and 16 hops are allowed.
    expect(fastAsTree(inRow(13), workload, 10)).toEqual({ kind: 'holds' })
    expect(fastAsTree(inRow(16), workload, 10)).toEqual({ kind: 'holds' })
    // 22 nodes in a row are 21 hops, and 20 are allowed.
    expect(failureOf(fastAsTree(inRow(22), workload, 10)).message).toContain('20 hops of 10 ms are the most')
  })

  it('a flood that calls itself a tree is found', () => {
    const flood = (node: Node) => {
      const seen = new Set<unknown>()
      const learn = (message: unknown) => {
        if (seen.has(message)) return
        seen.add(message)
        for (const peer of node.peers) node.send(peer, { type: 'tree_broadcast', message })
      }
      node.on('broadcast', ({ message }) => {
        learn(message)
        return { type: 'broadcast_ok' }
      })
      node.on('tree_broadcast', ({ message }) => learn(message))
      node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
    }
    const ran = hybridRun(flood, 4, [broadcast(100, 'n1', 4242)])
    expect(failureOf(treeIsTree(ran, workload, 1.5)).message).toContain(
      '1 value took 12 messages of type "tree_broadcast". A tree of 4 nodes takes n − 1 a value, 3; at most 4 are allowed',
    )
  })

  it('more forwards than the allowance are found, and as many as it are not', () => {
    const chatty = (perRound: number) => (node: Node) => {
      row({})(node)
      node.on('noise', () => {})
      node.every(200, () => {
        for (let index = 0; index < perRound; index++) node.send(node.peers[0] ?? '', { type: 'noise' })
      })
    }
    const talk = (perRound: number) =>
      costsLittle(hybridRun(chatty(perRound), 2, [broadcast(100, 'n1', 4242)]), workload, allowance)
    expect(talk(2)).toEqual({ kind: 'holds' })
    expect(failureOf(talk(3)).message).toContain(
      'At most 101 are allowed: 1.5 × (n − 1) a value, and 2 a node every 200 ms.',
    )
  })

  it('answers are free', () => {
    const polite = (node: Node) => {
      row({})(node)
      node.on('ask', () => ({ type: 'ask_ok' }))
      node.every(100, () => void node.rpc(node.peers[0] ?? '', { type: 'ask' }).catch(() => {}))
    }
    const ran = hybridRun(polite, 2, [broadcast(100, 'n1', 4242)])
    expect(ran.facts.serverMessages.length).toBeGreaterThan(150)
    expect(costsLittle(ran, workload, allowance)).toEqual({ kind: 'holds' })
  })

  it('values that are told to who has them are found, in bytes', () => {
    const eager = (node: Node) => {
      row({})(node)
      node.on('all', () => {})
      node.after(1000, () => node.send(node.peers[0] ?? '', { type: 'all', messages: ['a letter', 'ü'] }))
    }
    const operations = [broadcast(100, 'n1', 'a letter'), broadcast(150, 'n1', 'ü', 'c2')]
    // 10 + 4 bytes by the tree, and as many twice more.
    expect(failureOf(payloadWithin(hybridRun(eager, 2, operations), workload, 1.2))).toMatchObject({
      message: expect.stringContaining('Nodes sent each other 42 bytes of values. The tree alone takes 14'),
      chain: ['The largest message was an "all" from n1 to n2 at 1 s, with 2 values in it.'],
    })
  })
})
