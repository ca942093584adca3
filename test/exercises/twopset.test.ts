import { describe, expect, it } from 'vitest'
import grader from '../../exercises/4-epidemic-crdts/2-twopset/grader.ts'
import { script } from '../../exercises/4-epidemic-crdts/2-twopset/talk.ts'
import { wentAsScripted } from '../../lib/check/conversation.ts'
import { isRequiredFailure, judge } from '../../lib/grade/judge.ts'
import type { Node } from '../../lib/node/api.ts'
import type { Value } from '../../lib/protocol/message.ts'
import early from '../../solutions/4-epidemic-crdts/2-twopset/mistakes/drops-early-tombstones.ts'
import noTimer from '../../solutions/4-epidemic-crdts/2-twopset/mistakes/no-timer.ts'
import solution from '../../solutions/4-epidemic-crdts/2-twopset/solution.ts'
import log from '../../solutions/4-epidemic-crdts/2-twopset/variants/log-of-updates.ts'
import { failureOf } from '../support/finding.ts'
import type { Main } from '../support/plain-program.ts'
import { run } from '../support/run.ts'

const planOf = (name: string, seed = 1) => {
  const scenario = grader.scenarios.find((one) => one.name === name)
  if (scenario === undefined) throw new Error(`there is no scenario ${name}`)
  return scenario.plan(seed)
}

const failedBy = (main: Main, name: string, seed = 1) =>
  judge(grader, run(main, planOf(name, seed)))
    .findings.filter(isRequiredFailure)
    .map(({ check }) => check.id)

describe.each(grader.scenarios)('$name', (scenario) => {
  it.each<[string, Main]>([
    ['the solution', solution],
    ['a program that keeps a log', log],
  ])('exercises what it is there for, and lets %s pass', (_, main) => {
    const ran = run(main, scenario.plan(1))
    expect(judge(grader, ran).findings.filter(isRequiredFailure)).toEqual([])
    for (const { happened, name } of scenario.sometimes ?? []) expect(happened(ran), name).toBe(true)
  })
})

/** Numbers and strings that look alike are one element to it. */
const stringly: Main = (node: Node) => {
  const [added, removed] = [new Map<string, Value>(), new Set<string>()]
  const held = () => [...added].flatMap(([key, element]) => (removed.has(key) ? [] : [element]))
  node.on('add', ({ element }) => {
    if (!added.has(String(element))) added.set(String(element), element)
    return { type: 'add_ok' }
  })
  node.on('remove', ({ element }) => {
    if (!held().map(String).includes(String(element))) throw node.error(20, 'no')
    removed.add(String(element))
    return { type: 'remove_ok' }
  })
  node.on('merge', ({ add_set, remove_set }) => {
    for (const element of add_set) if (!added.has(String(element))) added.set(String(element), element)
    for (const element of remove_set) removed.add(String(element))
    return { type: 'merge_ok' }
  })
  node.on('read', () => ({ type: 'read_ok', elements: held() }))
}

describe('the talk', () => {
  it('says what should have stayed removed', () => {
    expect(failureOf(wentAsScripted(run(early, planOf('talk')), script)).message).toContain(
      'it holds "late" and "later", which are to stay removed',
    )
  })

  it('tells 1 from "1"', () => {
    expect(failedBy(stringly, 'talk')).toContain('talk')
  })
})

it('tombstones that come early are found out in orders, in any history and where they come by gossip', () => {
  for (const name of ['orders', 'any-history', 'calm'])
    expect(failedBy(early, name).length, name).toBeGreaterThan(0)
})

it('a cut that nothing follows is what finds out who speaks only when spoken to', () => {
  expect(failedBy(noTimer, 'halves')).toEqual(['equal-removed', 'equal-added'])
})
