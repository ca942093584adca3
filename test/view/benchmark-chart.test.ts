import { describe, expect, it } from 'vitest'
import type { Benchmark } from '../../lib/grade/benchmark.ts'
import type { StoreMeasures } from '../../lib/trace/store-measures.ts'
import { benchmarkChart } from '../../lib/view/benchmark-chart.ts'

const measures = (p50: number, msgsPerWrite: number, more: Partial<StoreMeasures> = {}): StoreMeasures => ({
  writes: 15,
  convergenceMs: { p50, p95: 2 * p50, max: 3 * p50 },
  unconverged: 0,
  msgsPerWrite,
  bytesPerWrite: 100 * msgsPerWrite,
  reads: 45,
  staleReads: 9,
  ...more,
})
const cell = (replicas: number, fault: string, own: StoreMeasures | undefined, reference: StoreMeasures) => ({
  ...{ scenario: `replicas-${replicas}`, seed: 1001, replicas, fault, own, reference },
})
const benchmark: Benchmark = {
  seed: 1,
  cells: [
    cell(5, 'normal', measures(400, 25), measures(20, 50)),
    cell(25, 'partition', measures(1000, 50), measures(250, 100)),
  ],
}
const lines = (width: number, cells = benchmark.cells) => benchmarkChart({ seed: 1, cells }, { width })
const bars = (all: string[]) => all.filter((line) => line.includes('|'))

describe('the benchmark', () => {
  it('draws bars as long as the figures, two for each run', () => {
    const [own, reference, ...others] = bars(lines(80))
    expect(own).toMatch(/^normal {6}5 @ {2}\|@{8} +400 ms \|@{5} +25$/)
    expect(reference).toMatch(/^ +o {2}\| +20 ms \|o{10} +50$/)
    expect(others).toHaveLength(2)
  })

  it('names all figures in a table', () => {
    const table = lines(80).join('\n')
    expect(table).toMatch(/normal +5 +yours +400 ms +800 ms +1\.2 s +25 +2,500 +9\/45/)
    expect(table).toMatch(/partition +25 +ours +250 ms +500 ms +750 ms +100 +10,000 +9\/45/)
  })

  it('says how many writes never converged, and shows no time where none did', () => {
    const never = measures(0, 24, { convergenceMs: null, unconverged: 15 })
    const all = lines(80, [cell(5, 'loss', never, measures(20, 50))])
    expect(bars(all)[0]).toMatch(/@ {2}\| +- \|@{10} +24$/)
    expect(all.join('\n')).toMatch(/loss +5 +yours +- +- +never \(15\)/)
  })

  it('says why a program has no figures', () => {
    const all = lines(80, [cell(5, 'loss', undefined, measures(20, 50))])
    expect(all.join(' ')).toContain('Where yours is missing, it did not run to the end.')
    expect(bars(all)[0]).toMatch(/@ {2}\| +- \| +-$/)
    expect(all.join('\n')).not.toMatch(/loss +5 +yours/)
  })

  it.each([20, 40, 60, 80, 200])('keeps to %i columns', (width) => {
    expect(Math.max(...lines(width).map((line) => line.length))).toBeLessThanOrEqual(width)
  })

  it('leaves the bars out where there is no room for them', () => {
    expect(bars(lines(40))).toEqual([])
  })
})
