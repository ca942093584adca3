import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import type { Topology } from '../../lib/trace/plan.ts'
import type { Trace } from '../../lib/trace/trace.ts'
import { coloured } from '../../lib/view/paint.ts'
import { headline, propagation } from '../../lib/view/propagation.ts'
import { readSpread } from '../../lib/view/read-spread.ts'
import { asciiSymbols, unicodeSymbols } from '../../lib/view/symbols.ts'
import { broadcast, floodTrace, grid, line, ring } from './flood.ts'

const one = (topology: Topology) => floodTrace(topology, [broadcast(100, 'n1', 42)])
const many = (topology: Topology, count: number) =>
  floodTrace(
    topology,
    Array.from({ length: count }, (_, index) =>
      broadcast(100 + index * 15, `n${((index * 7) % 5) + 1}`, index),
    ),
  )

function draw(trace: Trace, at: number, width: number, height: number, since?: number): string {
  return propagation(readSpread(trace), at, { width, height, ...(since !== undefined && { since }) }).join(
    '\n',
  )
}

describe('one value', () => {
  it('is drawn as a journey: when, over how many hops, from whom, and a line of time', () => {
    expect(draw(one(ring(6)), 112, 60, 10, 105)).toBe(
      [
        'at 112 ms · 3 of 6 nodes know 42 · 4 messages',
        'node after  hops from 0 ms                            30 ms',
        'n1    0 ms     0 c1   ━━━━━━━━━━━━━━━',
        'n2   10 ms*    1 n1   ············━━━',
        'n3       ·            ···············',
        'n4       ·            ···············',
        'n5       ·            ···············',
        'n6   10 ms*    1 n1   ············━━━',
        'time after its broadcast   * just learned   · not known',
      ].join('\n'),
    )
  })

  it('stands in blocks side by side where the nodes are too many for one', () => {
    const lines = draw(one(grid(5)), 500, 78, 12).split('\n')
    expect(lines[1]?.match(/node after/g)).toHaveLength(3)
    expect(lines.join(' ')).toMatch(/n25\s+80 ms/)
  })

  it('of more than forty nodes is a map of shades above a curve', () => {
    const lines = draw(one(grid(7)), 160, 60, 16).split('\n')
    expect(lines[1]).toBe('n1  █ █ █ █ █ █ █ █ █ █')
    expect(lines).toContain('none ·░▒▓█ all   * new   ✗ down')
    expect(lines.at(-1)).toContain('nodes that know it')
  })

  it('says that nothing is written yet before it is', () => {
    expect(draw(one(line(3)), 50, 60, 8)).toContain('at 50 ms · no value written yet')
  })
})

describe('many values', () => {
  it('are drawn as a column each', () => {
    expect(draw(many(line(5), 3), 125, 60, 8, 119)).toBe(
      [
        'at 125 ms · 2 of 5 nodes know all 2 values so far',
        'node  0   1   2',
        'n1    0   ·   ·',
        'n2   10  10*  ·',
        'n3   20*  0   ·',
        'n4    ·  10*  ·',
        'n5    ·   ·   ·',
        'ms after its broadcast   * just learned   · not known',
      ].join('\n'),
    )
  })

  it('that do not fit are counted, earlier and later ones', () => {
    const text = draw(many(line(5), 20), 250, 40, 10)
    expect(text).toMatch(/… \d+ earlier and \d+ later values/)
    const [earlier = 0, later = 0] = [...text.matchAll(/(\d+) (?:earlier|later)/g)].map(([, number]) =>
      Number(number),
    )
    const columns = (text.split('\n')[1] ?? '').trim().split(/\s+/).length - 1
    expect(earlier + later + columns).toBe(20)
  })

  it('show who knew and forgot, and who is down, by sign and word', () => {
    const faults = [{ kind: 'crash' as const, node: 'n2', at: 200 }]
    const trace = floodTrace(line(3), [broadcast(10, 'n1', 1), broadcast(300, 'n1', '1')], { faults })
    const text = draw(trace, 400, 78, 10)
    expect(text).toMatch(/n2 down\s+✗\s+·/)
    expect(text).toContain('✗ forgotten')
    expect(text).toContain('"1"')
  })
})

describe('the marks of what is new', () => {
  it('do not depend on colour', () => {
    const options = { width: 60, height: 10, since: 105 }
    const spread = readSpread(one(ring(6)))
    expect(propagation(spread, 112, options).join()).toContain('10 ms*')
    expect(propagation(spread, 112, { ...options, paint: coloured }).join()).toContain('10 ms*')
  })

  it('are absent when nothing is said to be new', () => {
    expect(draw(one(ring(6)), 112, 60, 10)).not.toContain('ms*')
  })
})

describe('room', () => {
  const traces = {
    ring: one(ring(6)),
    grid: one(grid(5)),
    values: many(grid(5), 20),
    large: many(grid(10), 3),
  }
  const sizes = [
    [118, 36],
    [78, 18],
    [78, 9],
    [38, 8],
    [30, 4],
    [20, 2],
    [10, 1],
  ] as const

  it.each(Object.entries(traces))('is never exceeded by %s, at any moment', (_, trace) => {
    const spread = readSpread(trace)
    for (const [width, height] of sizes) {
      for (const at of [0, 130, 200, 10_000]) {
        for (const symbols of [unicodeSymbols, asciiSymbols]) {
          const lines = propagation(spread, at, { width, height, symbols, paint: coloured, since: at - 20 })
          expect(lines.length).toBeLessThanOrEqual(height)
          expect(Math.max(...lines.map((text) => stringWidth(text)))).toBeLessThanOrEqual(width)
        }
      }
    }
  })

  it('that cannot hold all nodes is told', () => {
    expect(draw(one(grid(10)), 500, 24, 5)).toMatch(/… \d+ more nodes/)
  })

  it('does not make columns jump as time passes', () => {
    const spread = readSpread(many(line(5), 6))
    const heading = (at: number) => propagation(spread, at, { width: 78, height: 12 })[1]
    expect(heading(100)).toBe(heading(1000))
  })
})

describe('a run without values', () => {
  it('is said to have none', () => {
    expect(draw(floodTrace(line(2), []), 0, 78, 10)).toContain('there is nothing to spread')
  })
})

describe('the headline', () => {
  it('names the cuts that stand', () => {
    const links = [{ from: ['n1'], to: ['n2'] }]
    const faults = [{ kind: 'partition' as const, name: 'halves', from: 50, to: 80, links }]
    const spread = readSpread(floodTrace(line(2), [broadcast(0, 'n1', 1)], { faults, until: 200 }))
    expect(headline(spread, 60, unicodeSymbols)).toBe(
      'at 60 ms · 2 of 2 nodes know 1 · cut: halves · 1 message',
    )
    expect(headline(spread, 80, unicodeSymbols)).not.toContain('cut')
  })

  it('says less where there is less room', () => {
    const spread = readSpread(many(line(5), 3))
    expect(headline(spread, 500, unicodeSymbols, 60)).toBe(
      'at 500 ms · 5 of 5 nodes know all 3 values · 12 messages',
    )
    expect(headline(spread, 500, unicodeSymbols, 41)).toBe('at 500 ms · 5 of 5 know all · 12 messages')
  })

  it('leaves out whole what has no room', () => {
    const spread = readSpread(one(ring(6)))
    expect(headline(spread, 130, unicodeSymbols, 40)).toBe('at 130 ms · 6 of 6 nodes know 42')
  })
})
