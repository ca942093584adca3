import { describe, expect, it } from 'vitest'
import grader from '../../exercises/3-topology-aware-gossip/3-hybrid-gossip/grader.ts'
import solution from '../../solutions/3-topology-aware-gossip/3-hybrid-gossip/solution.ts'
import plumtree from '../../solutions/3-topology-aware-gossip/3-hybrid-gossip/variants/plumtree.ts'
import { namedBy, programsIn } from '../support/naming.ts'
import type { Main } from '../support/plain-program.ts'

const programs = await programsIn(
  new URL('../../solutions/3-topology-aware-gossip/3-hybrid-gossip/mistakes/', import.meta.url),
)

/** Two without faults, one in which nodes crash, and one with a partition. */
const scenarios = ['three', 'calm-25', 'crash-7', 'cut-10']

describe('evidence of mistakes in a tree with gossip', () => {
  it.each(grader.mistakes.map(({ slug }) => slug))('names the program that makes this one: %s', (slug) => {
    expect(namedBy(grader, scenarios, programs.get(slug) as Main)).toContain(slug)
  })

  it.each([
    ['a reckoned tree and ids', solution],
    ['a grown tree', plumtree],
  ])('finds nothing in a right program: %s', (_, main) => {
    expect(namedBy(grader, scenarios, main)).toEqual([])
  })
})
