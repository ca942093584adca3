import { describe, expect, it } from 'vitest'
import {
  hasDegreeWithin,
  isAcyclic,
  isConnected,
  isShallow,
  isSymmetric,
  longestAllowed,
} from '../../lib/check/overlay.ts'
import { listsNeighbours, namedNeighbours } from '../../lib/check/tree-info.ts'
import type { Node } from '../../lib/node/api.ts'
import { nodeIds } from '../../lib/scenario/topologies.ts'
import asymmetric from '../../solutions/3-topology-aware-gossip/1-tree-broadcast/mistakes/asymmetric-neighbours.ts'
import chain from '../../solutions/3-topology-aware-gossip/1-tree-broadcast/mistakes/chain.ts'
import cyclic from '../../solutions/3-topology-aware-gossip/1-tree-broadcast/mistakes/cyclic-overlay.ts'
import star from '../../solutions/3-topology-aware-gossip/1-tree-broadcast/mistakes/star.ts'
import solution from '../../solutions/3-topology-aware-gossip/1-tree-broadcast/solution.ts'
import { failureOf } from '../support/finding.ts'
import type { Main } from '../support/plain-program.ts'
import { request, run } from '../support/run.ts'

/** Every node of so many is asked for its neighbours. */
const asked = (main: Main, size: number, who = nodeIds(size)) =>
  run(main, {
    nodes: nodeIds(size),
    operations: who.map((node, index) => request(100, node, 'tree_info', `c${index + 1}`)),
    until: 1000,
  })

/** A program whose nodes name whom they are told to name, each time the next list. */
const naming =
  (lists: { [node: string]: unknown[] }) =>
  (node: Node): void => {
    let times = 0
    node.on('tree_info', () => ({
      type: 'tree_info_ok',
      neighbors: lists[node.id]?.[times++] ?? [],
      message_count: 0,
    }))
    node.on('read', () => ({ type: 'read_ok', messages: [] }))
  }

describe.each([1, 2, 3, 9, 25, 100])('with %i nodes', (size) => {
  it('a right tree is symmetric, without cycles, connected, narrow and shallow', () => {
    const ran = asked(solution, size)
    const findings = [
      listsNeighbours(ran),
      isSymmetric(ran),
      isAcyclic(ran),
      isConnected(ran),
      hasDegreeWithin(ran, 8),
      isShallow(ran),
    ]
    expect(findings).toEqual(Array.from({ length: 6 }, () => ({ kind: 'holds' })))
  })
})

it('the longest way allowed is four times the binary logarithm, rounded up', () => {
  expect([1, 2, 3, 4, 5, 25, 64, 65, 100].map(longestAllowed)).toEqual([0, 4, 8, 8, 12, 20, 24, 28, 28])
})

describe('what is wrong with a tree is found', () => {
  it('an edge that one end does not know of', () => {
    expect(failureOf(isSymmetric(asked(asymmetric, 2)))).toEqual({
      kind: 'fails',
      message:
        'n2 names n1 as its neighbour in the tree, and n1 does not name n2. An edge has two ends: each should name the other.',
      chain: ['n2 named n1.', 'n1 named no neighbours.'],
    })
  })

  it('a cycle', () => {
    expect(failureOf(isAcyclic(asked(cyclic, 3))).message).toContain(
      'The edge n2–n3 closes a cycle: the two are joined by n2–n1–n3 as well.',
    )
  })

  it('two parts with no way between them', () => {
    const parts = naming({ n1: [['n2']], n2: [['n1']], n3: [['n4']], n4: [['n3']] })
    expect(failureOf(isConnected(asked(parts, 4))).message).toContain('there is no way from n1 to n3 and n4.')
  })

  it('a node with nine neighbours, and not one with eight', () => {
    expect(hasDegreeWithin(asked(star, 9), 8)).toEqual({ kind: 'holds' })
    expect(failureOf(hasDegreeWithin(asked(star, 10), 8)).message).toMatch(/^n1 names 9 neighbours/)
  })

  it('a way of 21 hops among 25 nodes, and not one of 20', () => {
    const rows = (length: number): Main => {
      const row = nodeIds(length)
      return naming(
        Object.fromEntries(
          nodeIds(25).map((id, place) => [
            id,
            // Those that are left over all hang on the second in the row.
            [
              place < length
                ? [row[place - 1], row[place + 1]].filter((other) => other !== undefined)
                : ['n2'],
            ],
          ]),
        ),
      )
    }
    expect(isShallow(asked(rows(21), 25))).toEqual({ kind: 'holds' })
    expect(failureOf(isShallow(asked(rows(22), 25))).message).toContain('a value has to make 21 hops')
    expect(failureOf(isShallow(asked(chain, 25))).message).toContain('a value has to make 24 hops')
  })

  it.each<[string, unknown[], string]>([
    ['no list', ['n2'], 'it was "n2".'],
    ['a name that nobody has', [['n3']], '"n3" in it is not the name of a node.'],
    ['a number for a name', [[2]], '2 in it is not the name of a node.'],
    ['the node itself', [['n1']], 'n1 itself stood in it.'],
    ['a name twice', [['n2', 'n2']], 'n2 stood in it more than once.'],
  ])('neighbours that are %s', (_, lists, text) => {
    expect(failureOf(listsNeighbours(asked(naming({ n1: lists }), 2))).message).toContain(text)
  })

  it('a tree that changes', () => {
    const ran = asked(naming({ n1: [['n2'], ['n2', 'n3']] }), 3, ['n1', 'n1'])
    expect(failureOf(listsNeighbours(ran)).message).toContain(
      'n1 named n2 as its neighbours in the tree at 100 ms, and n2 and n3 at 100 ms.',
    )
  })

  it('but not the same neighbours in another order', () => {
    const ran = asked(
      naming({
        n1: [
          ['n2', 'n3'],
          ['n3', 'n2'],
        ],
      }),
      3,
      ['n1', 'n1'],
    )
    expect(listsNeighbours(ran)).toEqual({ kind: 'holds' })
  })
})

describe('of nodes that were not asked', () => {
  it('nothing is known', () => {
    expect(namedNeighbours(asked(solution, 3, ['n2']))).toEqual(new Map([['n2', ['n1']]]))
  })

  it('nothing is held against them', () => {
    const ran = asked(asymmetric, 3, ['n1'])
    expect(isSymmetric(ran)).toEqual({ kind: 'holds' })
    expect(isConnected(ran).kind).toBe('idle')
    expect(isAcyclic(asked(solution, 3, [])).kind).toBe('idle')
  })
})
