import { describe, expect, it } from 'vitest'
import { ignoresSettings } from '../../lib/check/evidence/deaf-knob.ts'
import { knobTurns } from '../../lib/check/knob.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import { failureOf } from '../support/finding.ts'
import { configure, gossiper } from '../support/gossiper.ts'
import { broadcast, run } from '../support/run.ts'

const plan: Partial<Plan> = {
  operations: [
    configure(10, 'n1', 1, 500),
    configure(11, 'n2', 1, 500),
    ...Array.from({ length: 80 }, (_, index) => broadcast(100 + 100 * index, 'n1', index, `c${index + 100}`)),
    configure(4000, 'n1', 1, 100),
    configure(4001, 'n2', 1, 100),
  ],
  until: 9000,
}

describe('the knob', () => {
  it('turns where traffic grows', () => {
    const ran = run(gossiper(), plan)
    expect(knobTurns(ran, 1.5)).toEqual({ kind: 'holds' })
    expect(knobTurns(ran, 6).kind).toBe('fails')
    expect(ignoresSettings(ran)).toBeUndefined()
  })

  it('does not where it stays the same, and that is seen', () => {
    const ran = run(gossiper({ deaf: true }), plan)
    expect(failureOf(knobTurns(ran, 1.5)).message).toMatch(
      /^Under the same load all nodes together sent 9\.66 messages a second with fanout and interval \(1, 500 ms\), and 10 from 1 s after they were told \(1, 100 ms\)\. At least 1\.5 times as many should go: 14\.48\.$/,
    )
    expect(ignoresSettings(ran)).toMatch(/^With \(1, 500 ms\) the nodes sent 9\.66 messages a second/)
  })

  it('is not judged under another load', () => {
    const uneven = (plan.operations ?? []).filter(({ at }) => at > 3990 || at < 50 || at % 200 === 0)
    expect(knobTurns(run(gossiper({ deaf: true }), { ...plan, operations: uneven }), 1.5)).toEqual({
      kind: 'holds',
    })
  })

  it('is not judged without a second setting', () => {
    const once = (plan.operations ?? []).filter(({ at }) => at < 3000)
    expect(knobTurns(run(gossiper(), { ...plan, operations: once }), 9)).toEqual({ kind: 'holds' })
  })
})
