import { describe, expect, it } from 'vitest'
import { alongNamedEdges, copiesOf, countsAgree, oneCopyEach } from '../../lib/check/copies.ts'
import type { Node } from '../../lib/node/api.ts'
import { nodeIds } from '../../lib/scenario/topologies.ts'
import type { Operation } from '../../lib/trace/plan.ts'
import countsValues from '../../solutions/3-topology-aware-gossip/1-tree-broadcast/mistakes/counts-values.ts'
import cyclic from '../../solutions/3-topology-aware-gossip/1-tree-broadcast/mistakes/cyclic-overlay.ts'
import duplicate from '../../solutions/3-topology-aware-gossip/1-tree-broadcast/mistakes/duplicate-copies.ts'
import echoes from '../../solutions/3-topology-aware-gossip/1-tree-broadcast/mistakes/echoes-to-sender.ts'
import rootOnly from '../../solutions/3-topology-aware-gossip/1-tree-broadcast/mistakes/root-only-origin.ts'
import perOrigin from '../../solutions/3-topology-aware-gossip/1-tree-broadcast/mistakes/tree-per-origin.ts'
import solution from '../../solutions/3-topology-aware-gossip/1-tree-broadcast/solution.ts'
import batching from '../../solutions/3-topology-aware-gossip/1-tree-broadcast/variants/invited-batches.ts'
import { failureOf } from '../support/finding.ts'
import type { Main } from '../support/plain-program.ts'
import { broadcast, request, run, workload } from '../support/run.ts'

/** One value from each of so many nodes, 3 ms apart, and everybody asked for its tree at some moments. */
function spread(main: Main, size: number, more: Operation[] = []) {
  const nodes = nodeIds(size)
  const ask = (at: number) => nodes.map((node) => request(at, node, 'tree_info', `c9${at}${node.slice(1)}`))
  const values = nodes.map((node, index) => broadcast(200 + 3 * index, node, 4000 + index, `c${index + 1}`))
  const topology = Object.fromEntries(nodes.map((node) => [node, []]))
  const operations = [...ask(100), ...values, ...more, ...ask(215), ...ask(900)]
  return run(main, { nodes, topology, operations, until: 2000 })
}

describe.each([1, 2, 3, 10])('with %i nodes', (size) => {
  it.each([
    ['a value in each message', solution],
    ['several values in a message', batching],
  ])('one copy for each node holds, along the named edges, and as counted: %s', (_, main) => {
    const ran = spread(main, size)
    expect(copiesOf(ran, workload)).toHaveLength(size * (size - 1))
    const findings = [oneCopyEach(ran, workload), alongNamedEdges(ran, workload), countsAgree(ran, workload)]
    expect(findings).toEqual([{ kind: 'holds' }, { kind: 'holds' }, { kind: 'holds' }])
  })
})

describe('a copy too many is found', () => {
  it('where it comes from another side', () => {
    expect(failureOf(oneCopyEach(spread(cyclic, 3), workload))).toMatchObject({
      at: 210,
      message:
        'n1 sent 4000 to n3 at 200 ms, and at 210 ms n2 sent it there too, in a "broadcast". Every node gets exactly one copy of a value, and the one at which it starts gets none: n − 1 copies for n nodes, here 2, and there were 4.',
      chain: ['n2 had 4000 from n1, at 210 ms.'],
    })
  })

  it('where it goes back', () => {
    expect(failureOf(oneCopyEach(spread(echoes, 2), workload))).toMatchObject({
      message: expect.stringContaining(
        'n1 had 4000 from a client, c1, at 200 ms, and at 210 ms n2 sent it there',
      ),
      chain: ['n2 had 4000 from n1 itself, at 210 ms.'],
    })
  })

  it('where a client asked once more', () => {
    const ran = spread(duplicate, 2, [broadcast(500, 'n1', 4000, 'c7')])
    expect(failureOf(oneCopyEach(ran, workload))).toMatchObject({
      at: 500,
      message: expect.stringContaining('n1 sent 4000 to n2 at 200 ms, and at 500 ms n1 sent it there again'),
      chain: [
        'n1 had 4000 from c1, at 200 ms.',
        'What made it send was a message from c7 that arrived at 500 ms.',
      ],
    })
  })
})

describe('a copy too few is found', () => {
  it('where nobody sent one', () => {
    expect(failureOf(oneCopyEach(spread(rootOnly, 2), workload))).toMatchObject({
      at: 203,
      message: expect.stringContaining('4001 was broadcast at n2 at 203 ms. No copy of it came to n1'),
      chain: expect.arrayContaining(['n2 never sent it to n1.']),
    })
  })

  it('where the value is hidden in a text', () => {
    const hiding = (node: Node) => {
      const seen = new Set<unknown>()
      node.on('topology', () => ({ type: 'topology_ok' }))
      node.on('broadcast', ({ message }) => {
        seen.add(message)
        for (const peer of node.peers) node.send(peer, { type: 'hidden', text: `=${message}` })
        return { type: 'broadcast_ok' }
      })
      node.on('hidden', ({ text }) => void seen.add(Number(text.slice(1))))
      node.on('tree_info', () => ({ type: 'tree_info_ok', neighbors: node.peers, message_count: 0 }))
      node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
    }
    expect(failureOf(oneCopyEach(spread(hiding, 2), workload)).chain).toEqual([
      'n2 showed it from 210 ms on, by a "hidden" from n1.',
    ])
  })
})

it('a value that leaves the named edges is found', () => {
  expect(failureOf(alongNamedEdges(spread(perOrigin, 3), workload))).toMatchObject({
    message:
      'At 203 ms n2 sent 4001 to n3, in a "spread". At 100 ms n2 named only n1 in its "tree_info". Values cross the tree\'s edges, and no others.',
  })
})

it('a count of values is found, where the node has more neighbours than one', () => {
  expect(countsAgree(spread(countsValues, 2), workload)).toEqual({ kind: 'holds' })
  expect(failureOf(countsAgree(spread(countsValues, 3), workload))).toMatchObject({
    at: 215,
    message:
      'At 215 ms n1 was asked for its "tree_info" and answered message_count: 2. By then it had sent 3 copies to other nodes, of 2 values.',
  })
})

it('a request that is repeated after 300 ms without an answer is one copy, and may be counted as two', () => {
  const patient = (counts: number) => (node: Node) => {
    const seen = new Set<unknown>()
    node.on('topology', () => ({ type: 'topology_ok' }))
    node.on('broadcast', ({ message }) => {
      seen.add(message)
      const tell = () => void node.rpc('n2', { type: 'tell', message }, { timeoutMs: 300 }).catch(() => {})
      tell()
      node.after(300, tell)
      return { type: 'broadcast_ok' }
    })
    node.on('tell', ({ message }) => void seen.add(message))
    node.on('tree_info', () => ({
      type: 'tree_info_ok',
      neighbors: node.peers,
      message_count: seen.size === 0 ? 0 : counts,
    }))
    node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
  }
  const told = (counts: number) =>
    run(patient(counts), {
      operations: [broadcast(100, 'n1', 4242), request(700, 'n1', 'tree_info', 'c2')],
      until: 2000,
    })
  expect(told(1).facts.serverMessages).toHaveLength(2)
  expect(oneCopyEach(told(1), workload)).toEqual({ kind: 'holds' })
  expect([0, 1, 2, 3].map((counts) => countsAgree(told(counts), workload).kind)).toEqual([
    'fails',
    'holds',
    'holds',
    'fails',
  ])
})
