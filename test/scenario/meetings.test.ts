import { describe, expect, it } from 'vitest'
import type { Node } from '../../lib/node/api.ts'
import { meetings, pairs } from '../../lib/scenario/meetings.ts'
import { noteSender } from '../support/programs.ts'
import { eventsOf, request, run } from '../support/run.ts'

const nodes = ['n1', 'n2', 'n3']

/** Who hears whom when every node sends every other a note in the middle of each phase, 100 ms long, and after the last. */
function heard(phases: string[][][]): string[][] {
  const moments = Array.from({ length: phases.length + 1 }, (_, phase) => 100 * phase + 50)
  const ran = run(noteSender as (node: Node) => void, {
    nodes,
    faults: meetings(nodes, phases, 100),
    operations: moments.flatMap((at) =>
      nodes.map((node) => request(at, node, 'go', `c${at}${node.slice(1)}`)),
    ),
  })
  const notes = eventsOf(ran, 'deliver').filter(
    ({ src, dest }) => nodes.includes(src) && nodes.includes(dest),
  )
  return moments.map((from) =>
    notes.filter(({ at }) => at > from && at < from + 50).map(({ src, dest }) => `${src}>${dest}`),
  )
}

describe('in each phase', () => {
  it('only those hear each other who meet', () => {
    const [first, second] = heard([[['n1', 'n2']], [['n2', 'n3']]])
    expect(first).toEqual(['n1>n2', 'n2>n1'])
    expect(second).toEqual(['n2>n3', 'n3>n2'])
  })

  it('nobody hears anybody where nobody meets', () => {
    expect(heard([[]])[0]).toEqual([])
  })

  it('the same two can meet again', () => {
    const [first, between, again] = heard([[['n1', 'n2']], [['n1', 'n3']], [['n1', 'n2']]])
    expect(again).toEqual(first)
    expect(between).toEqual(['n1>n3', 'n3>n1'])
  })
})

it('after the last one everybody hears everybody', () => {
  expect(heard([[['n1', 'n2']]])[1]).toHaveLength(6)
})

it('every two of three are three pairs', () => {
  expect(pairs(nodes)).toEqual([[['n1', 'n2']], [['n1', 'n3']], [['n2', 'n3']]])
})
