import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import grader from '../../exercises/0-warm-up/1-echo/grader.ts'
import { awkwardValues } from '../../exercises/0-warm-up/1-echo/scenarios.ts'
import { isRequiredFailure, judge } from '../../lib/grade/judge.ts'
import solution from '../../solutions/0-warm-up/1-echo/solution.ts'
import byHand from '../../solutions/0-warm-up/1-echo/variants/by-hand.ts'
import plain from '../../solutions/0-warm-up/1-echo/variants/plain.js'
import { namedBy, programsIn } from '../support/naming.ts'
import type { Main } from '../support/plain-program.ts'
import { run } from '../support/run.ts'

describe.each(grader.scenarios)('$name', (scenario) => {
  it.each<[string, Main]>([
    ['the solution', solution],
    ['an answer sent by hand', byHand],
    ['a body that goes back whole', plain],
  ])('exercises what it is there for, and lets %s pass', (_, main) => {
    const ran = run(main, scenario.plan(1))
    expect(judge(grader, ran).findings.filter(isRequiredFailure)).toEqual([])
    for (const { happened, name } of scenario.sometimes ?? []) expect(happened(ran), name).toBe(true)
  })
})

describe('the values', () => {
  it('are of every kind that JSON knows, and each is sent', () => {
    const kinds = awkwardValues.map((value) =>
      Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value,
    )
    expect(new Set(kinds)).toEqual(new Set(['string', 'number', 'boolean', 'null', 'list', 'object']))
    const ran = run(solution, grader.scenarios[0]?.plan(1))
    const sent = ran.facts.operations.map(({ request }) => JSON.stringify(request.echo))
    expect(sent).toEqual(expect.arrayContaining(awkwardValues.map((value) => JSON.stringify(value))))
  })

  it('are as many as the text says', () => {
    const text = readFileSync(new URL('../../exercises/0-warm-up/1-echo/task.md', import.meta.url), 'utf8')
    const plan = grader.scenarios.find(({ name }) => name === 'one-client')?.plan(1)
    expect(text).toContain(`one client, ${plan?.operations.length} requests`)
  })
})

describe('a mistake', async () => {
  const mistakes = await programsIn(new URL('../../solutions/0-warm-up/1-echo/mistakes/', import.meta.url))

  it.each([...mistakes])('is named: %s', (slug, main) => {
    const scenarios = grader.scenarios.map(({ name }) => name)
    expect(namedBy(grader, scenarios, main)).toEqual([slug])
  })

  it('is proved by no run of the solution', () => {
    const scenarios = grader.scenarios.map(({ name }) => name)
    expect(namedBy(grader, scenarios, solution)).toEqual([])
  })
})
