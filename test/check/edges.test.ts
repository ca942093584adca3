import { describe, expect, it } from 'vitest'
import { alongEdges, countEdges } from '../../lib/check/edges.ts'
import solution from '../../solutions/1-naive-broadcast/1-basic-broadcast/solution.ts'
import { failureOf } from '../support/finding.ts'
import { teller } from '../support/programs.ts'
import { broadcast, planned, run } from '../support/run.ts'

const line = { n1: ['n2'], n2: ['n1', 'n3'], n3: ['n2'] }

describe('messages run along edges', () => {
  it('when neighbours alone are told', () => {
    expect(alongEdges(run(solution, { topology: line, operations: [broadcast(100, 'n1', 42)] }))).toEqual({
      kind: 'holds',
    })
  })

  it('also against the direction in which an edge is given', () => {
    const topology = { n1: ['n2'], n2: [] }
    expect(alongEdges(run(teller, { topology, operations: [broadcast(100, 'n2', 42)] }))).toEqual({
      kind: 'holds',
    })
  })
})

describe('messages leave the edges', () => {
  it('when a node sends to one that is not its neighbour', () => {
    const finding = alongEdges(run(teller, { topology: line, operations: [broadcast(100, 'n1', 42)] }))
    expect(failureOf(finding)).toMatchObject({
      at: 100,
      message:
        'At 100 ms n1 sent a "broadcast" to n3, which is not its neighbour: the topology gives n1 only n2.',
    })
  })

  it('when a node has no neighbours at all', () => {
    const finding = alongEdges(
      run(teller, { topology: { n1: [], n2: [] }, operations: [broadcast(100, 'n1', 42)] }),
    )
    expect(failureOf(finding).message).toContain('the topology gives n1 no neighbours.')
  })
})

describe('the edges of a topology', () => {
  it('count once, though each stands at both its ends', () => {
    expect(countEdges(planned({ topology: line }))).toBe(2)
  })

  it('count when they stand at one end only', () => {
    expect(countEdges(planned({ topology: { n1: ['n2', 'n3'], n2: [], n3: [] } }))).toBe(2)
  })

  it('are none where there is no topology', () => {
    expect(countEdges(planned())).toBe(0)
  })
})
