import { describe, expect, it } from 'vitest'
import grader from '../../exercises/3-topology-aware-gossip/1-tree-broadcast/grader.ts'
import solution from '../../solutions/3-topology-aware-gossip/1-tree-broadcast/solution.ts'
import batching from '../../solutions/3-topology-aware-gossip/1-tree-broadcast/variants/invited-batches.ts'
import { namedBy, programsIn } from '../support/naming.ts'
import type { Main } from '../support/plain-program.ts'

const programs = await programsIn(
  new URL('../../solutions/3-topology-aware-gossip/1-tree-broadcast/mistakes/', import.meta.url),
)

/** Those with many nodes: what a program does there tells it from the others. */
const scenarios = ['grid-25', 'line-25', 'star-100']

describe('evidence of mistakes in a tree of one’s own', () => {
  it.each(grader.mistakes.map(({ slug }) => slug))('names the program that makes this one: %s', (slug) => {
    expect(namedBy(grader, scenarios, programs.get(slug) as Main)).toContain(slug)
  })

  it.each([
    ['callbacks', solution],
    ['a class, a tree by invitation, and batches', batching],
  ])('finds nothing in a right program: %s', (_, main) => {
    expect(namedBy(grader, scenarios, main)).toEqual([])
  })
})
