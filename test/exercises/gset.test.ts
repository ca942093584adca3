import { describe, expect, it } from 'vitest'
import { equalWithinMs, loss } from '../../exercises/4-epidemic-crdts/1-gset/bounds.ts'
import grader from '../../exercises/4-epidemic-crdts/1-gset/grader.ts'
import { laws } from '../../exercises/4-epidemic-crdts/1-gset/histories.ts'
import { clashIn } from '../../lib/check/laws.ts'
import { isRequiredFailure, judge } from '../../lib/grade/judge.ts'
import type { Node } from '../../lib/node/api.ts'
import type { Value } from '../../lib/protocol/message.ts'
import { infectForever } from '../../lib/theory/infect-forever.ts'
import tellsOnce from '../../solutions/4-epidemic-crdts/1-gset/mistakes/tells-once.ts'
import solution from '../../solutions/4-epidemic-crdts/1-gset/solution.ts'
import news from '../../solutions/4-epidemic-crdts/1-gset/variants/news-and-digests.ts'
import type { Main } from '../support/plain-program.ts'
import { run } from '../support/run.ts'

const planOf = (name: string, seed = 1) => {
  const scenario = grader.scenarios.find((one) => one.name === name)
  if (scenario === undefined) throw new Error(`there is no scenario ${name}`)
  return scenario.plan(seed)
}

describe.each(grader.scenarios)('$name', (scenario) => {
  it.each<[string, Main]>([
    ['the solution', solution],
    ['a program that tells news at once', news],
  ])('exercises what it is there for, and lets %s pass', (_, main) => {
    const ran = run(main, scenario.plan(1))
    expect(judge(grader, ran).findings.filter(isRequiredFailure)).toEqual([])
    for (const { happened, name } of scenario.sometimes ?? []) expect(happened(ran), name).toBe(true)
  })
})

/** A set that takes in no more than so many elements. */
const bounded =
  (most: number): Main =>
  (node: Node) => {
    const held = new Set<Value>()
    const take = (value: Value) => held.size < most && held.add(value)
    node.on('add', ({ element }) => {
      take(element)
      return { type: 'add_ok' }
    })
    node.on('merge', ({ elements }) => {
      const before = held.size
      elements.forEach(take)
      return { type: 'merge_ok', new_count: held.size - before }
    })
    node.on('read', () => ({ type: 'read_ok', elements: [...held] }))
  }

describe('the orders', () => {
  it('compare every order of the four updates with every other', () => {
    const plan = planOf('orders')
    const told = plan.nodes.map((node) =>
      plan.operations.filter((operation) => operation.node === node).map(({ body }) => JSON.stringify(body)),
    )
    expect(told).toHaveLength(48)
    const once = told.filter(({ length }) => length === 4).map((history) => history.join())
    expect(new Set(once).size).toBe(24)
    expect(told.filter(({ length }) => length === 5)).toHaveLength(24)
  })

  it.each([1, 2, 3])('tell a set of no more than %i elements from one that grows', (most) => {
    expect(clashIn(run(bounded(most), planOf('orders')), laws).clash).toBeDefined()
  })
})

it('what is handed on brings three replicas to the same', () => {
  const { facts, trace } = run(solution, planOf('handed-on'))
  const fed = trace.plan.nodes.slice(6)
  const held = fed.map(
    (node) => [...facts.knowledge.values()].filter(({ holders }) => holders.has(node)).length,
  )
  expect(fed).toHaveLength(4)
  expect(new Set(held).size).toBe(1)
  expect(held[0]).toBe(facts.knowledge.size)
})

it('a cut that nothing follows is what finds out who tells only once', () => {
  const findings = judge(grader, run(tellsOnce, planOf('halves'))).findings.filter(isRequiredFailure)
  expect(findings.map(({ check }) => check.id)).toEqual(['equal'])
})

it('the time leaves a program that tells one random peer every 200 ms enough rounds, and one that does so once a second too few', () => {
  const reached = infectForever({ nodes: 5, fanout: 1, loss, crashed: 0 }, equalWithinMs / 200)
  const elements = grader.scenarios.filter(({ name }) => name === 'lossy').flatMap(({ seeds }) => 20 * seeds)
  expect((reached[equalWithinMs / 200]?.pMiss ?? 1) * (elements[0] ?? 0)).toBeLessThan(1e-6)
  expect(reached[equalWithinMs / 1000]?.pAll).toBeCloseTo(0.75, 2)
})
