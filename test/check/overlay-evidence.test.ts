import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import grader from '../../exercises/3-topology-aware-gossip/1-tree-broadcast/grader.ts'
import { mistakes } from '../../exercises/3-topology-aware-gossip/1-tree-broadcast/mistakes.ts'
import type { Run } from '../../lib/check/run.ts'
import { createMemoryRecorder } from '../../lib/sim/recorder.ts'
import { simulate } from '../../lib/sim/simulate.ts'
import { gatherFacts } from '../../lib/trace/facts.ts'
import solution from '../../solutions/3-topology-aware-gossip/1-tree-broadcast/solution.ts'
import batching from '../../solutions/3-topology-aware-gossip/1-tree-broadcast/variants/invited-batches.ts'
import { type Main, plainProgram } from '../support/plain-program.ts'

const folder = new URL('../../solutions/3-topology-aware-gossip/1-tree-broadcast/mistakes/', import.meta.url)
const programs = new Map<string, Main>()
for (const file of readdirSync(folder)) {
  const { default: main } = (await import(new URL(file, folder).href)) as { default: Main }
  programs.set(file.replace('.ts', ''), main)
}

/** The program in every scenario that has ten nodes or more: what it does there tells it from the others. */
function runs(main: Main): Run[] {
  return grader.scenarios
    .filter(({ name }) => ['grid-25', 'line-25', 'star-100'].includes(name))
    .map((scenario) => {
      const plan = scenario.plan(77)
      const recorder = createMemoryRecorder()
      const end = simulate(plan, plainProgram(main), recorder)
      const trace = { version: 1 as const, plan, events: recorder.events, end }
      return { trace, facts: gatherFacts(trace) }
    })
}

/** All that a program's runs prove, without those that another explains. */
function named(main: Main): string[] {
  const ran = runs(main)
  const found = mistakes.filter(({ evidence }) => ran.some((run) => evidence(run) !== undefined))
  const explained = new Set(found.flatMap(({ instead = [] }) => instead))
  return found.map(({ slug }) => slug).filter((slug) => !explained.has(slug))
}

describe('evidence of mistakes in a tree of one’s own', () => {
  it.each(mistakes.map(({ slug }) => slug))('names the program that makes this one: %s', (slug) => {
    expect(named(programs.get(slug) as Main)).toContain(slug)
  })

  it.each([
    ['callbacks', solution],
    ['a class, a tree by invitation, and batches', batching],
  ])('finds nothing in a right program: %s', (_, main) => {
    expect(named(main)).toEqual([])
  })
})
