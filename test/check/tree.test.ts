import { describe, expect, it } from 'vitest'
import { oncePerTreeEdge, oneTreeForAll } from '../../lib/check/tree.ts'
import type { Node } from '../../lib/node/api.ts'
import { complete, grid, line, ring } from '../../lib/scenario/topologies.ts'
import type { Operation, Topology } from '../../lib/trace/plan.ts'
import treePerOrigin from '../../solutions/1-naive-broadcast/2-tree-topology/mistakes/tree-per-origin.ts'
import solution from '../../solutions/1-naive-broadcast/2-tree-topology/solution.ts'
import batching from '../../solutions/1-naive-broadcast/2-tree-topology/variants/kruskal-batches.ts'
import { failureOf } from '../support/finding.ts'
import type { Main } from '../support/plain-program.ts'
import { broadcast, run, workload } from '../support/run.ts'
import { allNeighbours, passingTo } from '../support/tree-programs.ts'

const one = [broadcast(100, 'n1', 4242)]
const fromEach = (topology: Topology): Operation[] =>
  Object.keys(topology).map((node, index) => broadcast(100 + 7 * index, node, 1000 + index, `c${index + 1}`))

const spread = (main: Main, topology: Topology, operations = fromEach(topology)) =>
  run(main, { topology, operations, until: 3000 })

const flood = passingTo(allNeighbours)

describe.each<[string, Topology, number]>([
  ['a grid of 5 × 5', grid(5), 24],
  ['25 nodes that are all neighbours', complete(25), 24],
  ['a line of 4', line(4), 3],
  ['a node alone', line(1), 0],
])('on %s', (_, topology, forwards) => {
  const values = Object.keys(topology).length

  it('a right program forwards each value n − 1 times, and over one tree', () => {
    const ran = spread(solution, topology)
    expect(ran.facts.serverMessages).toHaveLength(forwards * values)
    expect([oncePerTreeEdge(ran, workload), oneTreeForAll(ran, workload)]).toEqual([
      { kind: 'holds' },
      { kind: 'holds' },
    ])
  })

  it('so does one that puts several values in a message', () => {
    const ran = spread(batching, topology)
    expect([oncePerTreeEdge(ran, workload), oneTreeForAll(ran, workload)]).toEqual([
      { kind: 'holds' },
      { kind: 'holds' },
    ])
  })
})

describe('more than n − 1 forwards are found', () => {
  it('where a node is told by two, and the first needless message is named', () => {
    expect(failureOf(oncePerTreeEdge(spread(flood, complete(3), one), workload))).toEqual({
      kind: 'fails',
      at: 110,
      message:
        '4242 was forwarded 4 times. Exactly 2 are needed: n − 1 for 3 nodes, one for each edge of a spanning tree.',
      chain: ['n1 sent 4242 to n3 at 100 ms; n2 sent it there too, at 110 ms.'],
    })
  })

  it('where one node tells another twice', () => {
    const twice = passingTo(allNeighbours, (node, to, message) => {
      for (let copy = 0; copy < 2; copy++) node.send(to, { type: 'broadcast', message })
    })
    expect(failureOf(oncePerTreeEdge(spread(twice, line(2), one), workload))).toMatchObject({
      message: expect.stringContaining('Exactly 1 is needed'),
      chain: ['n1 sent 4242 to n2 at 100 ms, and again at 100 ms.'],
    })
  })

  it('where receipts are one-way, which are counted apart', () => {
    const receipts = (node: Node) => {
      solution(node)
      node.on('got', () => {})
      node.filter(({ src, body }) => {
        if (body.type === 'broadcast' && src.startsWith('n'))
          node.send(src, { type: 'got', message: body.message })
        return true
      })
    }
    expect(failureOf(oncePerTreeEdge(spread(receipts, line(3), one), workload)).chain).toEqual([
      'They were 2 × "broadcast" and 2 × "got". Every message that is not an answer counts as a forward.',
      'A client, c1, had broadcast 4242 at n1 at 100 ms; n2 sent it there too, at 110 ms, in a "got".',
    ])
  })

  it('where a client’s repeated request sends the value round again', () => {
    const forgetful = (node: Node) => {
      flood(node)
      node.on('broadcast', ({ message }, { src }) => {
        if (src !== 'n1' && node.id === 'n1') node.send('n2', { type: 'broadcast', message })
        return { type: 'broadcast_ok' }
      })
    }
    const again = [broadcast(100, 'n1', 4242), broadcast(500, 'n1', 4242, 'c2')]
    expect(failureOf(oncePerTreeEdge(spread(forgetful, line(2), again), workload)).chain).toEqual([
      'n1 sent 4242 to n2 at 100 ms, and again at 500 ms.',
      'c2 had broadcast the same value once more, at n1.',
    ])
  })

  it('where messages carry no value at all', () => {
    const greeting = (node: Node) => {
      solution(node)
      node.after(10, () => node.send(node.id === 'n1' ? 'n2' : 'n1', { type: 'hello' }))
    }
    expect(failureOf(oncePerTreeEdge(spread(greeting, line(2), one), workload))).toMatchObject({
      message: '1 value took 3 forwards. Exactly 1 is needed: n − 1 for each value, with 2 nodes.',
      chain: [
        '2 forwards carried no value, the first a "hello" from n1 to n2 at 10 ms.',
        'Every message between nodes that is no answer to a request counts.',
      ],
    })
  })

  it('where the value cannot be seen in the messages', () => {
    const hidden = (node: Node) => {
      flood(node)
      const pass = node.send
      node.send = (to, { message }) => pass(to, { type: 'hidden', text: `<${message}>` })
      node.on('hidden', ({ text }, { src }) => {
        if (src === 'n1') pass(node.id === 'n2' ? 'n3' : 'n2', { type: 'hidden', text })
      })
    }
    expect(failureOf(oncePerTreeEdge(spread(hidden, complete(3), one), workload)).message).toContain(
      '1 value took 4 forwards.',
    )
  })
})

describe('more than one tree is found', () => {
  it('where the edges that values cross close a cycle', () => {
    const operations = [broadcast(100, 'n1', 1001, 'c1'), broadcast(200, 'n2', 1002, 'c2')]
    const ran = spread(treePerOrigin, complete(3), operations)
    expect(oncePerTreeEdge(ran, workload)).toEqual({ kind: 'holds' })
    expect(failureOf(oneTreeForAll(ran, workload))).toEqual({
      kind: 'fails',
      at: 200,
      message:
        'All messages between nodes should cross the same 2 edges, those of one spanning tree. At 200 ms n2 sent 1002 to n3, though the edges in use joined the two already, as n2–n1–n3: the edge n2–n3 closes a cycle, and a tree has none.',
      chain: ['n1 sent 1001 to n2 at 100 ms.', 'n1 sent 1001 to n3 at 100 ms.'],
    })
  })

  it('where one value alone goes round', () => {
    expect(oneTreeForAll(spread(flood, ring(6), one), workload)).toMatchObject({ kind: 'fails', at: 120 })
  })

  it('not where the network is a tree as it is', () => {
    expect(oneTreeForAll(spread(flood, line(5)), workload)).toEqual({ kind: 'holds' })
  })
})
