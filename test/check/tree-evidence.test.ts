import { describe, expect, it } from 'vitest'
import { floods } from '../../lib/check/evidence/floods.ts'
import { disagreesOnEdges } from '../../lib/check/evidence/one-sided-edges.ts'
import { sendsBack } from '../../lib/check/evidence/sent-back.ts'
import { storesLate } from '../../lib/check/evidence/stored-late.ts'
import { inventsEdges } from '../../lib/check/evidence/tree-off-topology.ts'
import { treeForEachOrigin } from '../../lib/check/evidence/trees-by-origin.ts'
import type { Run } from '../../lib/check/run.ts'
import type { SetWorkload } from '../../lib/check/set-full.ts'
import type { Value } from '../../lib/protocol/message.ts'
import { complete, grid, line } from '../../lib/scenario/topologies.ts'
import type { Topology } from '../../lib/trace/plan.ts'
import echoes from '../../solutions/1-naive-broadcast/2-tree-topology/mistakes/echoes-to-parent.ts'
import inconsistent from '../../solutions/1-naive-broadcast/2-tree-topology/mistakes/inconsistent-trees.ts'
import invented from '../../solutions/1-naive-broadcast/2-tree-topology/mistakes/invented-edges.ts'
import flooding from '../../solutions/1-naive-broadcast/2-tree-topology/mistakes/plain-flooding.ts'
import perOrigin from '../../solutions/1-naive-broadcast/2-tree-topology/mistakes/tree-per-origin.ts'
import solution from '../../solutions/1-naive-broadcast/2-tree-topology/solution.ts'
import batching from '../../solutions/1-naive-broadcast/2-tree-topology/variants/kruskal-batches.ts'
import type { Main } from '../support/plain-program.ts'
import { broadcast, run, workload } from '../support/run.ts'
import { allNeighbours, passingTo } from '../support/tree-programs.ts'

const spread = (main: Main, topology: Topology = grid(4)) => {
  const operations = Object.keys(topology).map((node, index) =>
    broadcast(100 + 7 * index, node, 1000 + index, `c${index + 1}`),
  )
  const [first = '', second = ''] = Object.keys(topology)
  // The first value once more, while it is still on its way; the second when everybody has long known it.
  const again = [broadcast(105, first, 1000, 'c98'), broadcast(1500, second, 1001, 'c99')]
  return run(main, { topology, operations: [...operations, ...again], until: 3000 })
}

/** Keeps to a tree, and stores what it has sent when 20 ms have passed. */
const late: Main = (node) => {
  const seen = new Set<Value>()
  let neighbours: string[] = []
  node.on('topology', ({ topology }) => {
    const names = Object.keys(topology)
    const index = names.indexOf(node.id)
    neighbours = [names[index - 1], names[index + 1]].filter((name) => name !== undefined)
    return { type: 'topology_ok' }
  })
  node.on('broadcast', ({ message }, { src }) => {
    if (!seen.has(message)) {
      for (const other of neighbours) if (other !== src) node.send(other, { type: 'broadcast', message })
      node.after(20, () => seen.add(message))
    }
    return { type: 'broadcast_ok' }
  })
  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}

const evidence: { [mistake: string]: (ran: Run, workload: SetWorkload) => string | undefined } = {
  'a flood': floods,
  'a tree for each origin': treeForEachOrigin,
  'trees that differ from node to node': disagreesOnEdges,
  'values that go back': sendsBack,
  'edges that are invented': inventsEdges,
  'values that are stored late': storesLate,
}

const programs: [string, Main, string[]][] = [
  ['a right program', solution, []],
  ['a right program that sends lists', batching, []],
  ['one that floods', flooding, ['a flood']],
  ['one with a tree for each origin', perOrigin, ['a tree for each origin']],
  ['one in which nodes disagree', inconsistent, ['trees that differ from node to node']],
  ['one that echoes', echoes, ['values that go back']],
  ['one that invents edges', invented, ['edges that are invented']],
]

describe.each(programs)('in a run of %s', (_, main, expected) => {
  it(`there is evidence of ${expected.length === 0 ? 'nothing' : expected.join(' and ')}`, () => {
    const ran = spread(main)
    expect(
      Object.keys(evidence).filter((mistake) => evidence[mistake]?.(ran, workload) !== undefined),
    ).toEqual(expected)
  })
})

it('in a run of one that stores values late there is evidence of just that', () => {
  const ran = spread(late, line(4))
  expect(Object.keys(evidence).filter((mistake) => evidence[mistake]?.(ran, workload) !== undefined)).toEqual(
    ['values that are stored late'],
  )
})

describe('the evidence', () => {
  it('of a flood counts it', () => {
    expect(floods(spread(flooding, complete(3)), workload)).toBe(
      'Each of 3 nodes passed 1000 to all its neighbours but the one it had it from: 4 forwards over 3 edges, where a tree has 2.',
    )
  })

  it('of a tree for each origin names two of them', () => {
    expect(treeForEachOrigin(spread(perOrigin), workload)).toMatch(
      /^1000 from n1 crossed a spanning tree, and so did 1\d{3} from n\d+, but another one: together the values crossed 24 edges, and one tree has 15\.$/,
    )
  })

  it('of different trees names an edge that only one of its ends has', () => {
    expect(disagreesOnEdges(spread(inconsistent), workload)).toMatch(
      /^(n\d+) sends to (n\d+) \(1\d{3} at 1\d\d ms\), and \2 never to \1: it had 1\d{3} from n\d+ at \d+ ms and kept it from \1\. For \1 the edge between them is in the tree, for \2 it is not\.$/,
    )
  })

  it('of values that go back counts them', () => {
    expect(sendsBack(spread(echoes, line(2)), workload)).toBe(
      'n2 got 1000 from n1 at 110 ms and sent it back there at 110 ms. In this run 2 forwards of 4 went back so.',
    )
  })

  it('of values stored late says when one was sent twice, and shown', () => {
    expect(storesLate(spread(late, line(2)), workload)).toBe(
      'n1 sent 1000 to n2 at 100 ms, and again at 105 ms, when a client broadcast it once more. It did not show the value before 120 ms; values that it showed it did not send again.',
    )
  })

  it('of invented edges names the first', () => {
    expect(inventsEdges(spread(invented, line(3)), workload)).toBe(
      'The values cross a tree of 2 edges, and 1 of them is not in the topology: the first is n1–n3, used at 100 ms.',
    )
  })
})

describe('nothing is proved', () => {
  it('of values stored late by a node that sends on whatever a client brings', () => {
    const tireless = passingTo(allNeighbours)
    const ran = spread((node) => {
      tireless(node)
      node.on('broadcast', ({ message }, { src }) => {
        for (const to of ['n1', 'n2'])
          if (to !== node.id && to !== src) node.send(to, { type: 'broadcast', message })
        return { type: 'broadcast_ok' }
      })
    }, line(2))
    expect(storesLate(ran, workload)).toBeUndefined()
  })

  it('of a flood where the network is a tree as it is', () => {
    expect(floods(spread(flooding, line(5)), workload)).toBeUndefined()
  })

  it('of a tree for each origin where everybody has every value from its origin', () => {
    expect(treeForEachOrigin(spread(perOrigin, complete(5)), workload)).toBeUndefined()
  })

  it('of different trees where values only ever go down a tree', () => {
    const downwards = passingTo((node, topology) => {
      const index = Object.keys(topology).indexOf(node.id)
      return allNeighbours(node, topology).filter((other) => Object.keys(topology).indexOf(other) > index)
    })
    const first = (topology: Topology) => ({
      ...{ topology, operations: [broadcast(100, 'n1', 1000), broadcast(200, 'n3', 1001, 'c2')] },
      until: 2000,
    })
    expect(disagreesOnEdges(run(downwards, first(complete(2))), workload)).toBeUndefined()
  })

  it('of different trees where nobody passes on what nodes tell', () => {
    const originOnly = passingTo(allNeighbours)
    const ran = run(
      (node) => {
        originOnly(node)
        const send = node.send
        node.on('relay', ({ message }) => void message)
        node.send = (to, body) => send(to, { ...body, type: 'relay' })
      },
      { topology: complete(4), operations: [broadcast(100, 'n1', 1000), broadcast(200, 'n2', 1001, 'c2')] },
    )
    expect(disagreesOnEdges(ran, workload)).toBeUndefined()
  })

  it('of values that go back by a receipt of another type', () => {
    const polite = passingTo(allNeighbours)
    const ran = spread((node) => {
      polite(node)
      node.on('got', () => {})
      node.filter(({ src, body }) => {
        if (body.type === 'broadcast' && src.startsWith('n'))
          node.send(src, { type: 'got', message: body.message })
        return true
      })
    }, line(2))
    expect(sendsBack(ran, workload)).toBeUndefined()
  })
})
