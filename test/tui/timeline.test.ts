import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { momentAt, stopNear, type Timeline, timelineOf, withStops } from '../../lib/tui/timeline.ts'
import { readSpread } from '../../lib/view/read-spread.ts'
import type { Spread } from '../../lib/view/spread.ts'
import { broadcast, floodTrace, line } from '../view/flood.ts'

const spreadWith = (moments: number[]): Spread => ({ ...readSpread(floodTrace(line(2), [])), moments })

const ascending = fc
  .uniqueArray(fc.integer({ min: 0, max: 20_000 }), { minLength: 2, maxLength: 40 })
  .map((moments) => moments.sort((a, b) => a - b))

describe('a timeline', () => {
  it('begins at the first moment and ends at the last', () => {
    const timeline = timelineOf(readSpread(floodTrace(line(3), [broadcast(100, 'n1', 1)])))
    expect([momentAt(timeline, 0), momentAt(timeline, 1)]).toEqual([100, 120])
  })

  it('goes on to the last message: a storm outlives the news', () => {
    const spread = { ...spreadWith([0, 10, 20]), sends: [0, 10, 7000] }
    expect(momentAt(timelineOf(spread), 1)).toBe(7000)
    expect(stopNear(timelineOf(spread), 0.99, -1)).toBeLessThan(0.6)
  })

  it('never runs backwards, and ends on time', () => {
    fc.assert(
      fc.property(
        ascending,
        fc.float({ min: 0, max: 1, noNaN: true }),
        fc.float({ min: 0, max: 1, noNaN: true }),
        (moments, one, two) => {
          const timeline = timelineOf(spreadWith(moments))
          const [early, late] = [Math.min(one, two), Math.max(one, two)]
          expect(momentAt(timeline, early)).toBeLessThanOrEqual(momentAt(timeline, late))
          expect(timeline.at(-1)).toEqual({ place: 1, at: moments.at(-1) })
        },
      ),
    )
  })

  it('gives a burst room beside a long wait', () => {
    const timeline = timelineOf(spreadWith([0, 1, 2, 3, 10_000]))
    expect(timeline[3]?.place).toBeGreaterThan(0.3)
    expect(timeline[3]?.place).toBeLessThan(0.5)
  })

  it('of a run in which nothing changes is its end', () => {
    expect(timelineOf(spreadWith([]))).toHaveLength(1)
    expect(momentAt(timelineOf(spreadWith([70])), 0.5)).toBe(70)
  })
})

describe('stepping', () => {
  const timeline: Timeline = [
    { place: 0, at: 0 },
    { place: 0.4, at: 10 },
    { place: 1, at: 20 },
  ]

  it('goes from stop to stop', () => {
    expect([stopNear(timeline, 0, 1), stopNear(timeline, 0.2, 1), stopNear(timeline, 0.4, 1)]).toEqual([
      0.4, 0.4, 1,
    ])
    expect([stopNear(timeline, 1, -1), stopNear(timeline, 0.5, -1)]).toEqual([0.4, 0.4])
  })

  it('stays at the ends', () => {
    expect([stopNear(timeline, 1, 1), stopNear(timeline, 0, -1)]).toEqual([1, 0])
  })
})

describe('more stops', () => {
  const timeline: Timeline = [
    { place: 0, at: 100 },
    { place: 0.4, at: 110 },
    { place: 1, at: 210 },
  ]

  it('stand where the showing is at their moments, and none outside of it', () => {
    expect(withStops(timeline, [160, 105, 110, 105, 20, 300])).toEqual([
      { place: 0, at: 100 },
      { place: 0.2, at: 105 },
      { place: 0.4, at: 110 },
      { place: 0.7, at: 160 },
      { place: 1, at: 210 },
    ])
  })

  it('show their own moment exactly: what happens then has happened', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 100, max: 210, noNaN: true })), (moments) => {
        const stops = withStops(timeline, moments)
        for (const { place, at } of stops) expect(momentAt(stops, place)).toBe(at)
      }),
    )
  })
})
