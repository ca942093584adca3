import { describe, expect, it } from 'vitest'
import { countsAllAsNew } from '../../../lib/check/evidence/counts-all.ts'
import { hasNoTimer } from '../../../lib/check/evidence/no-timer.ts'
import { keepsOldInterval } from '../../../lib/check/evidence/old-interval.ts'
import { pushesOnlyNew } from '../../../lib/check/evidence/pushed-once.ts'
import { pilesUpTimers } from '../../../lib/check/evidence/timer-pileup.ts'
import type { Run } from '../../../lib/check/run.ts'
import type { Node } from '../../../lib/node/api.ts'
import type { Plan } from '../../../lib/trace/plan.ts'
import { configure, gossipDefaults, gossiper, gossipRun, type Habits } from '../../support/gossiper.ts'
import { run } from '../../support/run.ts'

const evidence: { [slug: string]: (ran: Run) => string | undefined } = {
  'no-timer': (ran) => hasNoTimer(ran, gossipDefaults),
  'configure-ignored-by-running-timer': (ran) => keepsOldInterval(ran, gossipDefaults),
  'timer-drift-pileup': (ran) => pilesUpTimers(ran, gossipDefaults),
  'pushes-only-new': pushesOnlyNew,
  'new-count-counts-all': countsAllAsNew,
}
const syncs = [10, 20].map((at) => ({
  ...{ at, client: `c${at}`, node: 'n2' },
  body: { type: 'gossip_sync', messages: [1, 2] },
}))
const plan: Partial<Plan> = {
  ...gossipRun,
  operations: [...(gossipRun.operations ?? []), ...syncs, configure(1111, 'n1', 2, 500)],
  loss: 0.3,
}
const proved = (habits: Habits, more: Partial<Plan> = {}) => {
  const ran = run(gossiper(habits), { ...plan, ...more })
  return Object.keys(evidence).filter((slug) => evidence[slug]?.(ran) !== undefined)
}
const cut: Partial<Plan> = { loss: 1 }
/** Told the same interval once more. */
const again: Partial<Plan> = {
  loss: 0,
  operations: [...(gossipRun.operations ?? []), ...syncs, configure(1111, 'n1', 2, 200)],
}

describe('the evidence', () => {
  it.each([1, 2, 3])('proves nothing against a right program (seed %i)', (seed) => {
    expect(proved({}, { seed })).toEqual([])
  })

  it.each<[string, Habits, Partial<Plan>]>([
    ['no-timer', { timerless: true, leavesTimers: true, deaf: true }, {}],
    ['configure-ignored-by-running-timer', { deaf: true }, {}],
    ['timer-drift-pileup', { leavesTimers: true }, again],
    ['pushes-only-new', { pushes: (_, fresh) => fresh }, cut],
    ['new-count-counts-all', { counts: (_, all) => all }, {}],
  ])('proves %s, and nothing else', (slug, habits, more) => {
    expect(proved(habits, more)).toEqual([slug])
  })

  it('proves no pile-up of an unsteady timer, and none of a fast one', () => {
    for (const waitMs of [(node: Node) => 100 + 200 * node.random(), () => 100]) {
      const chained: Habits = {
        timerless: true,
        onStart: (node, round) => {
          const tick = () => {
            round()
            node.after(waitMs(node), tick)
          }
          node.after(waitMs(node), tick)
        },
      }
      expect(proved(chained, again)).toEqual([])
    }
  })

  it('proves no deafness of a node that takes longer intervals and no shorter ones', () => {
    const changes = [configure(1111, 'n1', 2, 100), configure(2999, 'n1', 2, 500)]
    const operations = [...(gossipRun.operations ?? []), ...changes]
    expect(proved({ leastMs: 200 }, { operations })).toEqual([])
    expect(proved({ deaf: true }, { operations })).toEqual(['configure-ignored-by-running-timer'])
  })

  it('proves a pile-up in a run that the storm cut off', () => {
    const storm: Habits = { onRound: (node, round) => void node.every(200, round) }
    expect(proved(storm, { caps: { messages: 500 } })).toEqual(['timer-drift-pileup'])
  })
})

describe('its sentence', () => {
  const told = (slug: string, habits: Habits, more: Partial<Plan> = {}) =>
    evidence[slug]?.(run(gossiper(habits), { ...plan, ...more }))

  it('counts the rounds of an interval', () => {
    expect(told('timer-drift-pileup', { leavesTimers: true }, again)).toMatch(
      /^n1 was never told an interval shorter than 200 ms\. It made 1 round by 300 ms; from .* to .*, in 10 intervals, its timers made 20 rounds\.$/,
    )
  })

  it('names the value that was pushed once, and who is without', () => {
    expect(told('pushes-only-new', { pushes: (_, fresh) => fresh }, cut)).toMatch(
      /^n\d pushed \S+ in its round at 200 ms, and in none of the \d+ rounds after that\. .* without it\.$/,
    )
  })

  it('says which interval went on', () => {
    expect(told('configure-ignored-by-running-timer', { deaf: true })).toBe(
      'At 1.11 s n1 was configured to an interval of 500 ms. Its next 19 rounds came 200 ms apart, as before.',
    )
  })
})
