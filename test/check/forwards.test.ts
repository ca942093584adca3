import { describe, expect, it } from 'vitest'
import { neverBackToSender, withinFloodBudget } from '../../lib/check/forwards.ts'
import type { Node } from '../../lib/node/api.ts'
import type { Value } from '../../lib/protocol/message.ts'
import { complete, grid, line, ring } from '../../lib/scenario/topologies.ts'
import type { Topology } from '../../lib/trace/plan.ts'
import solution from '../../solutions/1-naive-broadcast/1-basic-broadcast/solution.ts'
import batching from '../../solutions/1-naive-broadcast/1-basic-broadcast/variants/class-with-lists.ts'
import { failureOf } from '../support/finding.ts'
import type { Main } from '../support/plain-program.ts'
import { broadcaster } from '../support/programs.ts'
import { broadcast, run, workload } from '../support/run.ts'

const flood = (main: Main, topology: Topology, operations = [broadcast(100, 'n1', 42)]) =>
  run(main, { topology, operations, until: 2000 })

/** Floods by `tell`, to all neighbours, the one it heard from included. */
const echoing = (tell: (node: Node, neighbour: string, message: Value) => void) => (node: Node) => {
  let neighbours: string[] = []
  broadcaster(node, (message) => {
    for (const neighbour of neighbours) tell(node, neighbour, message)
  })
  node.on('topology', ({ topology }) => {
    neighbours = topology[node.id]
    return { type: 'topology_ok' }
  })
}

const echo = echoing((node, neighbour, message) => node.send(neighbour, { type: 'broadcast', message }))
const echoByRpc = echoing((node, neighbour, message) => {
  node.rpc(neighbour, { type: 'broadcast', message }).catch(() => {})
})
const twice = echoing((node, neighbour, message) => {
  node.send(neighbour, { type: 'broadcast', message })
  node.send(neighbour, { type: 'broadcast', message })
})

describe('at most 2E forwards', () => {
  it('hold where every node tells all its neighbours once', () => {
    expect(withinFloodBudget(flood(echo, ring(6)), workload)).toEqual({ kind: 'holds' })
  })

  it('are not broken by answers, which are no forwards', () => {
    expect(withinFloodBudget(flood(echoByRpc, ring(6)), workload)).toEqual({ kind: 'holds' })
  })

  it('are broken by telling twice, and the first waste is named', () => {
    expect(failureOf(withinFloodBudget(flood(twice, line(3)), workload))).toEqual({
      kind: 'fails',
      at: 110,
      message: '42 was forwarded 8 times. At most 4 are needed: 2E for the 2 edges of this network.',
      chain: ['n1 sent n2 the same "broadcast" at 100 ms and again at 100 ms.'],
    })
  })

  it('are broken by a single one too many', () => {
    const onceMore = (node: Node) => {
      echo(node)
      if (node.id === 'n1') node.after(500, () => node.send('n2', { type: 'broadcast', message: 42 }))
    }
    expect(failureOf(withinFloodBudget(flood(onceMore, ring(6)), workload))).toMatchObject({
      at: 500,
      message: '42 was forwarded 13 times. At most 12 are needed: 2E for the 6 edges of this network.',
    })
  })

  it('hold where nothing was broadcast', () => {
    expect(withinFloodBudget(flood(twice, line(3), []), workload)).toEqual({ kind: 'holds' })
  })

  it('are counted over all values where one message carries several', () => {
    const together = [broadcast(50, 'n1', 1, 'c1'), broadcast(50, 'n1', 2, 'c2')]
    const plan = { topology: line(3), topologyAt: 100, operations: together, until: 2000 }
    expect(withinFloodBudget(run(batching, plan), workload)).toEqual({ kind: 'holds' })
  })

  it('are broken over all values', () => {
    const several = echoing((node, neighbour, message) => {
      for (let copy = 0; copy < 3; copy++) node.send(neighbour, { type: 'broadcast', message, also: 1 })
    })
    const operations = [broadcast(100, 'n1', 1), broadcast(300, 'n1', 2)]
    expect(failureOf(withinFloodBudget(flood(several, line(2), operations), workload)).message).toBe(
      '2 values took 12 forwards. At most 4 are needed: 2E for the 1 edge of this network, for each value.',
    )
  })
})

describe('exactly 2E − (n − 1) forwards', () => {
  it.each<[string, Topology, number]>([
    ['a line of 25', line(25), 24],
    ['a grid of 5 × 5', grid(5), 56],
    ['25 nodes that are all neighbours', complete(25), 576],
  ])('are what flooding without echo costs on %s', (_, topology, forwards) => {
    const ran = flood(solution, topology)
    expect(ran.facts.serverMessages).toHaveLength(forwards)
    expect(neverBackToSender(ran, workload)).toEqual({ kind: 'holds' })
  })

  it('grow by one for each further node that has the value from a client', () => {
    const both = [broadcast(100, 'n1', 42, 'c1'), broadcast(100, 'n4', 42, 'c2')]
    const ran = flood(solution, ring(6), both)
    expect(ran.facts.serverMessages).toHaveLength(2 * 6 - (6 - 2))
    expect(neverBackToSender(ran, workload)).toEqual({ kind: 'holds' })
  })

  it('are passed by one that goes straight back, which is named', () => {
    expect(failureOf(neverBackToSender(flood(echo, line(3)), workload))).toMatchObject({
      message: '42 was forwarded 4 times. At most 2 are needed: 2E − (n − 1) for 2 edges and 3 nodes.',
      chain: ['n2 got it from n1 at 110 ms and sent it straight back.'],
    })
  })

  it('are passed by a request that goes straight back, too', () => {
    expect(failureOf(neverBackToSender(flood(echoByRpc, line(3)), workload)).chain).toEqual([
      'n2 got it from n1 at 110 ms and sent it straight back.',
    ])
  })
})
