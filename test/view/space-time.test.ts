import { describe, expect, it } from 'vitest'
import type { Trace } from '../../lib/trace/trace.ts'
import { plain } from '../../lib/view/paint.ts'
import { spaceTime } from '../../lib/view/space-time.ts'
import { unicodeSymbols } from '../../lib/view/symbols.ts'
import { broadcast, floodTrace, ring } from './flood.ts'

const pen = { width: 80, paint: plain, symbols: unicodeSymbols, most: 20 }

/** Two nodes and a client; n1 tells n2, which hears it `arrives` or not at all. */
function pairOf(fate: 'arrives' | 'cut' | 'lost'): Trace {
  const send = { message: 1, src: 'n1', dest: 'n2', body: { type: 'broadcast', message: 42 } }
  const ends = {
    arrives: { id: 4, at: 20, kind: 'deliver', message: 1, src: 'n1', dest: 'n2', cause: 3 },
    cut: {
      id: 4,
      at: 10,
      kind: 'drop',
      message: 1,
      src: 'n1',
      dest: 'n2',
      reason: 'cut',
      by: 'halves',
      cause: 3,
    },
    lost: { id: 4, at: 10, kind: 'drop', message: 1, src: 'n1', dest: 'n2', reason: 'loss', cause: 3 },
  } as const
  return {
    version: 1,
    plan: {
      scenario: 'pair',
      seed: 1,
      nodes: ['n1', 'n2'],
      latency: { kind: 'constant', ms: 10 },
      faults: [],
      operations: [],
      until: 100,
      contract: {},
    },
    events: [
      {
        id: 0,
        at: 10,
        kind: 'send',
        message: 0,
        src: 'c1',
        dest: 'n1',
        body: { type: 'broadcast', message: 42, msg_id: 1 },
      },
      { id: 1, at: 10, kind: 'deliver', message: 0, src: 'c1', dest: 'n1', cause: 0 },
      { id: 2, at: 10, kind: 'learn', node: 'n1', value: 42, cause: 1 },
      { id: 3, at: 10, kind: 'send', ...send, cause: 1 },
      ends[fate],
    ],
    end: { kind: 'finished', at: 100 },
  }
}

describe('a space-time diagram', () => {
  it('draws a message as an arrow where it arrives, and says what it taught', () => {
    expect(spaceTime(pairOf('arrives'), pen)).toEqual([
      '          c*   n1   n2',
      '   10 ms  •────→    │    broadcast 42; n1 learns 42',
      '   20 ms  │    •────→    broadcast 42',
    ])
  })

  it('stops an arrow before the receiver when a partition drops the message, and names it', () => {
    expect(spaceTime(pairOf('cut'), pen).at(-1)).toBe(
      '   10 ms  │    •───✗│    broadcast 42: dropped by partition "halves"',
    )
  })

  it('says that the network lost a message', () => {
    expect(spaceTime(pairOf('lost'), pen).at(-1)).toContain('broadcast 42: lost')
  })

  it('folds a long run, and keeps its beginning and what is around the moment that matters', () => {
    const trace = pairOf('arrives')
    for (let index = 0; index < 100; index++) {
      const at = 30 + index
      trace.events.push(
        {
          id: 5 + 2 * index,
          at,
          kind: 'send',
          message: 2 + index,
          src: 'n2',
          dest: 'n1',
          body: { type: 'x', index },
        },
        {
          id: 6 + 2 * index,
          at,
          kind: 'deliver',
          message: 2 + index,
          src: 'n2',
          dest: 'n1',
          cause: 5 + 2 * index,
        },
      )
    }
    const lines = spaceTime(trace, { ...pen, most: 9, around: 80 })
    expect(lines).toHaveLength(1 + 9 + 2)
    expect(lines[1]).toContain('n1 learns 42')
    expect(lines.some((line) => line.includes('x 50'))).toBe(true)
    expect(lines.filter((line) => line.includes('more')).map((line) => line.trim())).toEqual([
      expect.stringMatching(/^… \d+ more$/),
      expect.stringMatching(/^… \d+ more$/),
    ])
  })

  it('shows a message that never arrived at the end of the run, and says when it was sent', () => {
    const trace = pairOf('arrives')
    expect(spaceTime({ ...trace, events: trace.events.slice(0, -1) }, pen).at(-1)).toBe(
      '  100 ms  │    •───✗│    broadcast 42: sent at 10 ms, still on its way',
    )
  })

  it('tells moments apart that are milliseconds apart, however late', () => {
    const late = pairOf('arrives')
    const events = late.events.map((event) => ({ ...event, at: event.at + 3700 }))
    expect(spaceTime({ ...late, events }, pen).map((line) => line.slice(0, 9).trim())).toEqual([
      '',
      '3.710 s',
      '3.720 s',
    ])
  })

  it('names the ends of an arrow that has no column', () => {
    const trace = floodTrace(ring(30), [broadcast(100, 'n1', 42)])
    const [network, heading = '', ...lines] = spaceTime(trace, { ...pen, most: 1000 })
    expect(network).toBe('Network: 30 nodes, 30 edges')
    const columns = heading.trim().split(/ +/)
    expect(columns.length).toBeGreaterThan(5)
    expect(lines.pop()).toBe(`${30 - (columns.length - 1)} nodes are not shown.`)
    const arrows = lines.filter((line) => line.includes('broadcast 42'))
    expect(arrows).toHaveLength(32)
    for (const line of arrows) {
      const named = / (n\d+)→(n\d+) broadcast/.exec(line)
      if (named === null) expect(line).toMatch(/•─+→|←─+•/)
      else expect(columns.includes(named[1] ?? '') && columns.includes(named[2] ?? '')).toBe(false)
    }
  })

  it('never grows wider than asked', () => {
    for (const width of [40, 60, 120]) {
      for (const line of spaceTime(pairOf('cut'), { ...pen, width }))
        expect(line.length).toBeLessThanOrEqual(width)
    }
  })
})
