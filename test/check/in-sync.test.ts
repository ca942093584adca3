import { describe, expect, it } from 'vitest'
import { costsByDifference } from '../../lib/check/difference-cost.ts'
import { alwaysSendsState } from '../../lib/check/evidence/needless-state.ts'
import { cheapInSync, stateOnlyOnMismatch } from '../../lib/check/in-sync.ts'
import { halves } from '../../lib/scenario/partitions.ts'
import { envelopeBytes } from '../../lib/trace/metrics.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import { failureOf } from '../support/finding.ts'
import { broadcast, run, workload } from '../support/run.ts'
import { syncer, type Ways } from '../support/syncer.ts'

const values = Array.from({ length: 20 }, (_, index) => 1000 + index)
const short = (all: unknown[]) => all.length
const plan: Partial<Plan> = {
  operations: values.map((value, index) => broadcast(10, 'n1', value, `c${index + 1}`)),
  until: 6000,
}
const ran = (ways: Ways, more: Partial<Plan> = {}) =>
  run(syncer({ digest: short, ...ways }), { ...plan, ...more })

describe('in sync', () => {
  it('nobody sends values', () => {
    expect(stateOnlyOnMismatch(ran({}), workload)).toEqual({ kind: 'holds' })
    expect(alwaysSendsState(ran({}), workload)).toBeUndefined()
  })

  it('sending them with every digest fails, and is seen', () => {
    const bulky = ran({ bulky: true })
    expect(failureOf(stateOnlyOnMismatch(bulky, workload)).message).toMatch(
      /^At 1\.\d+ s all nodes had long held the same 20 values, and n1 named all of them within a second, in [23] messages, first an "ask" to n2\. .*\(So it was \d+ times more\.\)$/,
    )
    expect(alwaysSendsState(bulky, workload)).toMatch(
      /^\d+ times a node named most of the values within a second while all held the same/,
    )
  })

  it('sending them in parts fails as well', () => {
    const parted = ran({ parts: 4 })
    expect(failureOf(stateOnlyOnMismatch(parted, workload)).message).toMatch(
      /n\d named all of them within a second, in (8|12) messages, first a "part" to n\d\./,
    )
    expect(alwaysSendsState(parted, workload)).toMatch(/began to send n\d 20 of 20\.$/)
  })

  it('sending them because digests of equal sets differ fails, and is not taken for sending them unasked', () => {
    let times = 0
    const confused = ran({ digest: () => times++ })
    expect(stateOnlyOnMismatch(confused, workload).kind).toBe('fails')
    expect(alwaysSendsState(confused, workload)).toBeUndefined()
  })

  it('a handful of values is no state', () => {
    const few = ran({ bulky: true }, { operations: plan.operations?.slice(0, 9) ?? [] })
    expect(stateOnlyOnMismatch(few, workload)).toEqual({ kind: 'holds' })
  })

  it('bytes count for each node over the whole window', () => {
    const bytes = envelopeBytes('n1', 'n2', { type: 'ask', digest: 20 })
    // Five questions in two seconds.
    const exact = { perSecond: (5 * bytes) / 2, forMs: 2000 }
    expect(cheapInSync(ran({}), exact)).toEqual({ kind: 'holds' })
    const failure = failureOf(cheapInSync(ran({}), { ...exact, perSecond: exact.perSecond - 1 }))
    expect(failure.message).toMatch(new RegExp(`still n1 sent ${5 * bytes} bytes by`))
    expect(failure.chain?.[0]).toMatch(`It sent 5 messages, the largest an "ask" of ${bytes} bytes to n2`)
  })

  it('is not judged where nodes never hold the same', () => {
    expect(cheapInSync(ran({}, { loss: 1 }), { perSecond: 1, forMs: 2000 })).toEqual({ kind: 'holds' })
  })
})

describe('the cost of a difference', () => {
  const cut: Partial<Plan> = {
    operations: [...(plan.operations ?? []), broadcast(2500, 'n2', 4711, 'c99')],
    faults: [{ kind: 'partition', name: 'apart', from: 2000, to: 3000, links: halves(['n1', 'n2']) }],
  }

  it('is measured against one message with all values', () => {
    const state = envelopeBytes('n1', 'n2', { type: 'sync', messages: [...values, 4711] })
    const failure = failureOf(costsByDifference(ran({}, cut), 0.2))
    expect(failure.message).toMatch(
      new RegExp(
        `^At 3 s the nodes differed by 1 value of 21\\. .* One message with all values has ${state};`,
      ),
    )
  })

  it('holds where it is small enough', () => {
    expect(costsByDifference(ran({}, cut), 20)).toEqual({ kind: 'holds' })
  })

  it('is nothing without a cut', () => {
    expect(costsByDifference(ran({}), 0)).toEqual({ kind: 'holds' })
  })
})
