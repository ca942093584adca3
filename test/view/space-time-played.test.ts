import { describe, expect, it } from 'vitest'
import { plain } from '../../lib/view/paint.ts'
import { diagramOf, playedSpaceTime, rowsUntil, spokenSpaceTime } from '../../lib/view/space-time-played.ts'
import { unicodeSymbols } from '../../lib/view/symbols.ts'
import { broadcast, floodTrace, line, ring } from './flood.ts'

const pen = { width: 80, height: 20, paint: plain, symbols: unicodeSymbols, first: 0 }
const trace = floodTrace(line(3), [broadcast(100, 'n1', 42)])
const diagram = diagramOf(trace, undefined)

describe('the rows of a diagram', () => {
  const times = (until: number, wrong?: number) =>
    rowsUntil(diagramOf(trace, wrong === undefined ? undefined : { at: wrong, check: 'Silence' }), until).map(
      ({ kind, at }) => (kind === 'wrong' ? `wrong from ${at}` : at),
    )

  it('are what has happened by a moment, that moment included', () => {
    expect(times(99)).toEqual([])
    expect(times(110)).toEqual([100, 100, 110])
    expect(times(Number.POSITIVE_INFINITY)).toEqual([100, 100, 110, 120])
  })

  it('have a mark above the first that is wrong, and below all when that is later', () => {
    expect(times(200, 110)).toEqual([100, 100, 'wrong from 110', 110, 120])
    expect(times(200, 150)).toEqual([100, 100, 110, 120, 'wrong from 150'])
  })

  it('have no mark before its time', () => {
    expect(times(119, 120)).toEqual([100, 100, 110])
    expect(times(120, 120)).toEqual([100, 100, 110, 'wrong from 120', 120])
  })
})

describe('a diagram that is played', () => {
  const rows = rowsUntil(diagram, 120)

  it('marks what has happened since a moment with a sign', () => {
    expect(playedSpaceTime(diagram, rows, { ...pen, since: 110 })).toEqual([
      '          c*   n1   n2   n3',
      '  100 ms  •────→    │    │    broadcast 42; n1 learns 42',
      '  100 ms  ←────•    │    │    broadcast_ok',
      '  110 ms  │    •────→    │    broadcast 42; n2 learns 42',
      '▸ 120 ms  │    │    •────→    broadcast 42; n3 learns 42',
    ])
  })

  it('begins with the row asked for, and is no higher than asked', () => {
    const lines = playedSpaceTime(diagram, rows, { ...pen, first: 1, height: 3 })
    expect(lines.map((text) => text.slice(2, 8))).toEqual(['      ', '100 ms', '110 ms'])
    expect(playedSpaceTime(diagram, rows, { ...pen, height: 0 })).toEqual([])
  })

  it('is not empty while nothing has happened', () => {
    expect(playedSpaceTime(diagram, [], pen)).toEqual([
      '          c*   n1   n2   n3',
      'No message has arrived yet.',
    ])
  })

  it('has columns for those who take part in what is in view, and says how many have none', () => {
    const big = diagramOf(floodTrace(ring(40), [broadcast(100, 'n20', 1)]), undefined)
    const all = rowsUntil(big, Number.POSITIVE_INFINITY)
    const [heading = '', , ...lines] = playedSpaceTime(big, all, { ...pen, width: 60, height: 5 })
    expect(heading).toMatch(/n19 n20 n21 .*\d+ not shown$/)
    for (const text of lines) expect(text).toMatch(/•─+→|←─+•/)
  })

  it('is never wider than asked', () => {
    const wrong = {
      at: 110,
      check: 'A check whose name is far too long for a window that is not wide at all',
    }
    const marked = diagramOf(trace, wrong)
    for (const width of [30, 40, 60]) {
      for (const text of playedSpaceTime(marked, rowsUntil(marked, 200), { ...pen, width }))
        expect(text.length).toBeLessThanOrEqual(width)
    }
  })
})

describe('a diagram for the ear', () => {
  it('says when, who, what and what it taught, and which of it is new', () => {
    const rows = rowsUntil(diagram, 120)
    expect(spokenSpaceTime(rows, { first: 2, height: 5, since: 110 })).toEqual([
      'At 110 ms, n1 to n2: broadcast 42; n2 learns 42.',
      'Now, at 120 ms, n2 to n3: broadcast 42; n3 learns 42.',
    ])
  })
})
