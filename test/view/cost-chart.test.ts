import { describe, expect, it } from 'vitest'
import type { Comparison } from '../../lib/grade/landmarks.ts'
import { costChart } from '../../lib/view/cost-chart.ts'

const comparison: Comparison = {
  seed: 1,
  own: { name: 'yours', perOp: 3, medianMs: 300, maxMs: 350 },
  others: [
    { name: 'flood', perOp: 28, medianMs: 700, maxMs: 800 },
    { name: 'tree', perOp: 12, medianMs: 500, maxMs: 500 },
    { name: 'hybrid', perOp: 12.1, medianMs: 500, maxMs: 500 },
  ],
  limits: [
    { name: 'required', perOp: 30, medianMs: 400, maxMs: 600 },
    { name: 'gold', perOp: 3, medianMs: 400, maxMs: 600 },
  ],
}
const lines = (width: number, changes: Partial<Comparison> = {}) =>
  costChart({ ...comparison, ...changes }, { width })
const plotted = (all: string[]) => all.filter((line) => line.includes(' |'))

describe('the chart', () => {
  it('has the slowest on top, the dearest on the right, and a place for each', () => {
    const plot = plotted(lines(80))
    expect(plot[0]).toMatch(/^ +700 ms \| +F$/)
    const beside = plot.find((line) => line.includes('T'))
    expect(beside).toMatch(/\| +TH$/)
    const own = plot.find((line) => line.includes('@')) ?? ''
    expect(own.indexOf('@')).toBeLessThan(beside?.indexOf('T') ?? 0)
    expect(plot.indexOf(own)).toBeGreaterThan(plot.indexOf(beside ?? ''))
  })

  it('names the figures of every program', () => {
    const table = lines(80).join('\n')
    expect(table).toMatch(/@ +yours +3 +300 ms +350 ms/)
    expect(table).toMatch(/F +flood +28 +700 ms +800 ms/)
  })

  it('says which limits are kept: below them is within', () => {
    const text = lines(200).join('\n')
    expect(text).toContain('within the required limits')
    expect(text).toContain('outside the gold limits')
  })

  it.each([20, 40, 60, 80, 200])('keeps to %i columns', (width) => {
    expect(Math.max(...lines(width).map((line) => line.length))).toBeLessThanOrEqual(Math.max(width, 42))
  })

  it('leaves the plot out where there is no room for it', () => {
    expect(plotted(lines(30))).toEqual([])
  })

  it('says why a program has no place', () => {
    expect(lines(80, { own: undefined }).join(' ')).toContain('Yours is not shown')
  })
})
