import { describe, expect, it } from 'vitest'
import { asked, gone, messageBytes, stillThere } from '../../lib/compare/memberships.ts'
import { envelopeBytes } from '../../lib/trace/metrics.ts'
import type { Fault, Operation, Plan } from '../../lib/trace/plan.ts'
import gSet from '../../solutions/4-epidemic-crdts/2-twopset/references/g-set.ts'
import lwwSet from '../../solutions/4-epidemic-crdts/2-twopset/references/lww-set.ts'
import orSet from '../../solutions/4-epidemic-crdts/2-twopset/references/or-set.ts'
import twoPhaseSet from '../../solutions/4-epidemic-crdts/2-twopset/solution.ts'
import type { Main } from '../support/plain-program.ts'
import { run } from '../support/run.ts'

const nodes = ['n1', 'n2']
const on = (at: number, node: string, type: 'add' | 'remove', client: string): Operation => ({
  ...{ at, node, client },
  body: { type, element: 7 },
})
/** Added, removed when both know it, and added once more when both know that. */
const inTurn = [on(100, 'n1', 'add', 'c1'), on(1000, 'n2', 'remove', 'c2'), on(2000, 'n1', 'add', 'c3')]
/** Removed on one side of a cut and then added on the other. */
const atOnce = [on(100, 'n1', 'add', 'c1'), on(2000, 'n2', 'remove', 'c2'), on(2300, 'n1', 'add', 'c3')]
const cut: Fault = {
  kind: 'partition',
  name: 'cut',
  from: 1500,
  to: 3000,
  links: [
    { from: ['n1'], to: ['n2'] },
    { from: ['n2'], to: ['n1'] },
  ],
}

const ran = (main: Main, operations: Operation[], more: Partial<Plan> = {}) =>
  run(main, {
    ...{ nodes, operations, ...more },
    observe: { request: { type: 'read' }, reply: 'read_ok', field: 'elements' },
    contract: { add: { element: 'value' }, remove: { element: 'value' }, read: {} },
  })

const removed = stillThere((its) => asked(its, 'remove'))
const lacking = gone('gone', (its) => asked(its, 'add'))

describe('an element that was removed', () => {
  it.each([
    ['a G-Set', gSet, 1],
    ['a 2P-Set', twoPhaseSet, 0],
    ['an LWW-set', lwwSet, 0],
    ['an OR-set', orSet, 0],
  ])('is counted where %s still shows it', (_, set, count) => {
    expect(removed.measure(ran(set, inTurn.slice(0, 2)))).toBe(count)
  })
})

describe('an element that was added again', () => {
  it.each([
    ['a G-Set', gSet, 0],
    ['a 2P-Set', twoPhaseSet, 1],
    ['an LWW-set', lwwSet, 0],
    ['an OR-set', orSet, 0],
  ])('is counted as gone where %s does not show it', (_, set, count) => {
    expect(lacking.measure(ran(set, inTurn))).toBe(count)
  })

  it.each([
    ['an LWW-set whose clocks agree', lwwSet, 0, 0],
    ['an LWW-set whose clock was ahead where it was removed', lwwSet, 500, 1],
    ['an OR-set, whatever the clocks', orSet, 500, 0],
    ['a 2P-Set, whatever the clocks', twoPhaseSet, 0, 1],
  ])('at the same time, as %s has it', (_, set, skewMs, count) => {
    const its = ran(set, atOnce, { faults: [cut], skew: { n2: skewMs } })
    expect(lacking.measure(its)).toBe(count)
  })
})

describe('what clients asked', () => {
  it('can be told of a time, each element once', () => {
    const its = ran(gSet, inTurn)
    expect(asked(its, 'add')).toEqual([7])
    expect(asked(its, 'add', 1500)).toEqual([7])
    expect(asked(its, 'add', 2500)).toEqual([])
  })
})

describe('the size of messages', () => {
  const size = messageBytes(500)

  it('is that of those sent from then on, on average', () => {
    const its = ran(gSet, inTurn)
    const late = its.facts.serverMessages.filter(({ event }) => event.at >= 500)
    const bytes = envelopeBytes('n1', 'n2', { type: 'state', elements: [7] })
    expect(late.length).toBeGreaterThan(10)
    expect(size.measure(its)).toBe(bytes)
  })

  it('is none where nothing was sent', () => {
    expect(size.measure(ran(() => {}, []))).toBeUndefined()
  })
})
