import { describe, expect, it } from 'vitest'
import { withoutAlike } from '../../lib/grade/without-alike.ts'
import type { Body } from '../../lib/protocol/message.ts'
import { planned } from '../support/run.ts'

/** The requests of the plans that come of these, each to a node of its own, in order. */
function smaller(...bodies: Body[]): Body[][] {
  const operations = bodies.map((body, index) => ({
    at: 10,
    client: `c${index + 1}`,
    node: `n${index + 1}`,
    body,
  }))
  return [...withoutAlike(planned({ nodes: ['n1', 'n2', 'n3'], operations }))].map((plan) =>
    plan.operations.map(({ body }) => body),
  )
}

const merge = (...elements: (number | string)[]): Body => ({ type: 'merge', elements })
const add = (element: number): Body => ({ type: 'add', element })

describe('what nodes are told', () => {
  it('is left out at all of them: a request', () => {
    expect(smaller(add(1), add(1), add(2))).toEqual([[add(2)]])
  })

  it('is left out at all of them: an item of lists, and the request for that item alone', () => {
    expect(smaller(merge(1, 2), merge(2, 3), add(2))).toContainEqual([merge(1), merge(3)])
  })

  it('is left out at all of them: an entry of objects', () => {
    const one = { type: 'put', entries: { x: { at: 1 }, y: { at: 2 } } }
    const other = { type: 'put', entries: { x: { at: 3 } } }
    const [withoutX] = smaller(one, other)
    expect(withoutX).toEqual([
      { type: 'put', entries: { y: { at: 2 } } },
      { type: 'put', entries: {} },
    ])
  })

  it('is left out, if it is a whole request, only where several get it', () => {
    expect(smaller(add(1), add(2))).toEqual([])
  })

  it('is not tried item by item where there are very many', () => {
    expect(smaller(merge(...Array.from({ length: 100 }, (_, index) => index)), add(1))).toEqual([])
  })

  it('is told by number or text, which differ', () => {
    expect(smaller(merge(1), merge('1'))).toEqual([
      [merge(), merge('1')],
      [merge(1), merge()],
    ])
  })

  it('stays where nothing else would be left', () => {
    expect(smaller(add(1), add(1))).toEqual([])
  })
})
