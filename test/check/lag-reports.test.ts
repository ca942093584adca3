import { describe, expect, it } from 'vitest'
import { lagsAgree } from '../../lib/check/lag-reports.ts'
import { percentilesOf } from '../../lib/trace/store-measures.ts'
import { failureOf } from '../support/finding.ts'
import { ask, report, requests, type Stats, store, storePlan, write } from '../support/kv-store.ts'
import { run } from '../support/run.ts'

const writes = Array.from({ length: 20 }, (_, index) => write(100 + 50 * index, 'n1', `k${index}`, index))
const plan = storePlan([ask(10, 'n2'), ...writes, ask(505, 'n2'), ask(2000, 'n1'), ask(2000, 'n2')], {
  latency: { kind: 'uniform', min: 5, max: 40 },
})
const judged = (tells: (stats: Stats) => object) =>
  lagsAgree(run(store({ reports: tells }), plan), report, requests, 2)
const lags = ({ lags }: Stats) => percentilesOf(lags)

describe('times of convergence', () => {
  it('agree where they are those of writes that came from other nodes', () => {
    expect(judged((stats) => ({ convergence_ms: lags(stats) }))).toEqual({ kind: 'holds' })
  })

  it('may be off by 2 ms, and percentiles by one place', () => {
    const next = ({ lags }: Stats) => lags.toSorted((a, b) => a - b)[Math.floor(0.5 * lags.length)] ?? 0
    const near = (stats: Stats) => ({ ...lags(stats), p50: next(stats), max: Math.round(lags(stats).max) })
    expect(judged((stats) => ({ convergence_ms: near(stats) }))).toEqual({ kind: 'holds' })
  })

  it.each(['p50', 'p95', 'max'] as const)('are wrong with another %s', (field) => {
    const wrong = (stats: Stats) => ({ ...lags(stats), [field]: stats.lags.length === 0 ? 0 : 300 })
    const { message, at } = failureOf(judged((stats) => ({ convergence_ms: wrong(stats) })))
    expect(message).toContain(`its convergence_ms.${field} was 300.`)
    expect(at).toBe(505)
  })

  it('are not 0 where writes came', () => {
    const none = { p50: 0, p95: 0, max: 0 }
    expect(failureOf(judged(() => ({ convergence_ms: none }))).message).toContain('8 writes of other nodes')
  })

  it.each([{}, { convergence_ms: 3 }, { convergence_ms: [1, 2, 3] }, { convergence_ms: { p50: 0, p95: 0 } }])(
    'are not told by %j',
    (fields) => {
      expect(judged(() => fields).kind).toBe('fails')
    },
  )
})
