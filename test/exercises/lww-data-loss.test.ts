import { describe, expect, it } from 'vitest'
import grader from '../../exercises/4-epidemic-crdts/4-lww-data-loss/grader.ts'
import { shownIn } from '../../lib/check/versions.ts'
import { isRequiredFailure, judge } from '../../lib/grade/judge.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import arrivalOrder from '../../solutions/4-epidemic-crdts/4-lww-data-loss/mistakes/arrival-order-wins.ts'
import bySum from '../../solutions/4-epidemic-crdts/4-lww-data-loss/mistakes/compares-by-sum.ts'
import silent from '../../solutions/4-epidemic-crdts/4-lww-data-loss/mistakes/conflict-always-false.ts'
import contextDropped from '../../solutions/4-epidemic-crdts/4-lww-data-loss/mistakes/context-dropped.ts'
import acrossKeys from '../../solutions/4-epidemic-crdts/4-lww-data-loss/mistakes/counter-across-keys.ts'
import coversUnread from '../../solutions/4-epidemic-crdts/4-lww-data-loss/mistakes/covers-unread.ts'
import dropsOnExchange from '../../solutions/4-epidemic-crdts/4-lww-data-loss/mistakes/drops-concurrent-on-exchange.ts'
import empty from '../../solutions/4-epidemic-crdts/4-lww-data-loss/mistakes/empty-instead-of-error.ts'
import copies from '../../solutions/4-epidemic-crdts/4-lww-data-loss/mistakes/keeps-copies.ts'
import covered from '../../solutions/4-epidemic-crdts/4-lww-data-loss/mistakes/keeps-covered-siblings.ts'
import byNode from '../../solutions/4-epidemic-crdts/4-lww-data-loss/mistakes/keyed-by-node.ts'
import equalValues from '../../solutions/4-epidemic-crdts/4-lww-data-loss/mistakes/merges-equal-values.ts'
import modeIgnored from '../../solutions/4-epidemic-crdts/4-lww-data-loss/mistakes/mode-ignored.ts'
import lonely from '../../solutions/4-epidemic-crdts/4-lww-data-loss/mistakes/never-exchanges.ts'
import overwrites from '../../solutions/4-epidemic-crdts/4-lww-data-loss/mistakes/overwrites-siblings.ts'
import replays from '../../solutions/4-epidemic-crdts/4-lww-data-loss/mistakes/replays-the-request.ts'
import reuses from '../../solutions/4-epidemic-crdts/4-lww-data-loss/mistakes/reused-dot.ts'
import keepsLocal from '../../solutions/4-epidemic-crdts/4-lww-data-loss/mistakes/tie-keeps-local.ts'
import once from '../../solutions/4-epidemic-crdts/4-lww-data-loss/mistakes/told-once.ts'
import vectorsFirst from '../../solutions/4-epidemic-crdts/4-lww-data-loss/mistakes/vectors-before-clocks.ts'
import right from '../../solutions/4-epidemic-crdts/4-lww-data-loss/variants/push-to-all.ts'
import type { Main } from '../support/plain-program.ts'
import { run } from '../support/run.ts'

function plan(name: string, seed = 1): Plan {
  const scenario = grader.scenarios.find((one) => one.name === name)
  if (scenario === undefined) throw new Error(`no scenario ${name}`)
  return scenario.plan(seed)
}

describe.each(grader.scenarios)('$name', (scenario) => {
  it('exercises what it is there for, and lets a plain program pass', () => {
    const ran = run(right, scenario.plan(1))
    const { findings } = judge(grader, ran)
    expect(findings.filter(isRequiredFailure)).toEqual([])
    for (const { happened, name } of scenario.sometimes ?? []) expect(happened(ran), name).toBe(true)
  })
})

describe('the race', () => {
  it.each([1, 2])('is the same in both modes (seed %i)', (seed) => {
    const asText = ({ scenario: _name, ...rest }: Plan) => JSON.stringify(rest).replaceAll('"lww"', '"vv"')
    expect(asText(plan('race-lww', seed))).toBe(asText(plan('race-vv', seed)))
  })

  it('loses in lww mode what was acknowledged, and keeps it in vv mode', () => {
    const shown = (name: string) => {
      const { facts } = run(right, plan(name))
      return facts.operations
        .filter(({ request }) => request.type === 'vv_read' && request.key === 'cart')
        .slice(0, 3)
        .map(({ answer }) => [answer?.body.conflict, shownIn(answer?.body)?.length])
    }
    expect(shown('race-vv')).toEqual([
      [true, 2],
      [true, 2],
      [true, 2],
    ])
    expect(shown('race-lww')).toEqual([
      [false, 1],
      [false, 1],
      [false, 1],
    ])
  })
})

describe('of the known mistakes a run proves', () => {
  const proved = (main: Main, name: string, seed: number) => {
    const ran = run(main, plan(name, seed))
    return grader.mistakes.filter(({ evidence }) => evidence(ran) !== undefined).map(({ slug }) => slug)
  }

  it.each(grader.scenarios.map(({ name }) => name))('none of a right program in %s', (name) => {
    expect(proved(right, name, 2)).toEqual([])
  })

  it.each<[string, Main, string]>([
    ['reused-dot', reuses, 'talk-vv'],
    ['reused-dot', reuses, 'talk-lww'],
    ['overwrites-siblings', overwrites, 'talk-vv'],
    ['keeps-covered-siblings', covered, 'talk-vv'],
    ['conflict-always-false', silent, 'talk-vv'],
    ['compares-by-sum', bySum, 'talk-vv'],
    ['mode-ignored', modeIgnored, 'talk-lww'],
    ['mode-ignored', modeIgnored, 'race-lww'],
    ['drops-concurrent-on-exchange', dropsOnExchange, 'race-vv'],
    ['keyed-by-node', byNode, 'talk-vv'],
    ['context-dropped', contextDropped, 'talk-vv'],
    ['covers-unread', coversUnread, 'talk-vv'],
    ['counter-across-keys', acrossKeys, 'talk-vv'],
    ['empty-instead-of-error', empty, 'talk-vv'],
    ['merges-equal-values', equalValues, 'talk-vv'],
    ['replays-the-request', replays, 'race-vv'],
    ['keeps-copies', copies, 'race-vv'],
    ['never-exchanges', lonely, 'race-vv'],
    ['told-once', once, 'halves-vv'],
    ['tie-keeps-local', keepsLocal, 'race-lww'],
    ['arrival-order-wins', arrivalOrder, 'race-lww'],
  ])('%s', (slug, main, name) => {
    // Clocks agree with even seeds, and that makes a tie.
    expect(proved(main, name, 2)[0]).toBe(slug)
  })

  it('vectors-before-clocks, where clocks disagree', () => {
    expect(proved(vectorsFirst, 'race-lww', 1)).toEqual(['vectors-before-clocks'])
  })

  it('keys-as-fields, where the program trips over one', async () => {
    const { default: fields } = await import(
      '../../solutions/4-epidemic-crdts/4-lww-data-loss/mistakes/keys-as-fields.ts'
    )
    expect(proved(fields, 'talk-vv', 1)).toEqual(['keys-as-fields'])
  })
})
