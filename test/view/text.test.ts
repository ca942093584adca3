import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { coloured } from '../../lib/view/paint.ts'
import {
  clean,
  clip,
  clipStart,
  count,
  duration,
  figure,
  hang,
  justify,
  within,
  wrap,
} from '../../lib/view/text.ts'

describe('wrap', () => {
  const anyText = fc.string({ unit: fc.constantFrom('a', 'bc', ' ', '-', 'é', '木', '🎉', '\n') })

  it('never makes a line of several words wider than asked, and never breaks a word, whatever the text', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 60 }), (text, width) => {
        const lines = wrap(text, width)
        for (const line of lines.filter((line) => line.includes(' ')))
          expect(stringWidth(line)).toBeLessThanOrEqual(width)
        expect(lines.join(' ').trim().split(/\s+/)).toEqual(text.trim().split(/\s+/))
      }),
    )
  })

  it('keeps a command in backticks whole, to be copied', () => {
    expect(wrap('See `npx workbench hint 1.1` for a hint', 12)).toEqual([
      ...['See', '`npx workbench hint 1.1`', 'for a hint'],
    ])
  })

  it('begins the colour again on the next line', () => {
    expect(wrap(coloured('bad', 'one two'), 4)).toEqual([coloured('bad', 'one'), coloured('bad', 'two')])
  })
})

describe('within', () => {
  it('never makes a line wider than asked, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'bc', ' ', '-', 'é', '木', '🎉', '\n') }),
        fc.integer({ min: 4, max: 60 }),
        (text, width) => {
          for (const line of within(text, width)) expect(stringWidth(line)).toBeLessThanOrEqual(width)
        },
      ),
    )
  })

  it('goes on under the beginning of the line', () => {
    expect(within('  https://example.org/', 12)).toEqual(['  https://ex', '  ample.org/'])
  })
})

describe('hang', () => {
  it('puts the lines that follow under the first', () => {
    expect(hang('Fix  ', 'keep a set of values', 15)).toEqual(['Fix  keep a set', '     of values'])
  })

  it('leaves room for words when the first part is as wide as the line', () => {
    const lines = hang('a long beginning ', 'word', 20)
    expect(lines.every((line) => stringWidth(line) <= 27)).toBe(true)
    expect(lines.join(' ')).toContain('word')
  })
})

describe('clip', () => {
  it('says that something is missing', () => {
    expect(clip('broadcast', 6, '…')).toBe('broad…')
    expect(clip('broadcast', 6, '...')).toBe('bro...')
  })

  it('leaves alone what fits', () => {
    expect(clip('broadcast', 9, '…')).toBe('broadcast')
  })

  it('ends the colours that began before the cut', () => {
    const line = coloured('bad', 'broad') + coloured('good', 'cast')
    expect(clip(line, 4, '…')).toBe('\u001b[31mbro…\u001b[39m\u001b[32m\u001b[39m')
  })

  it('keeps to the width, whatever the characters', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ' ', 'é', '木', '🎉', '\u001b[31m', '\u001b[39m') })
    fc.assert(
      fc.property(
        text,
        fc.integer({ min: 0, max: 20 }),
        fc.constantFrom('…', '...'),
        (line, width, ellipsis) => {
          expect(stringWidth(clip(line, width, ellipsis))).toBeLessThanOrEqual(width)
        },
      ),
    )
  })

  it('keeps the end of a path', () => {
    expect(clipStart('/home/ada/task.ts', 8, '…')).toBe('…task.ts')
  })

  it('has nothing to add where there is no room at all', () => {
    expect(stringWidth(clip('broadcast', 1, '…'))).toBeLessThanOrEqual(1)
    expect(stringWidth(clip('broadcast', 2, '...'))).toBeLessThanOrEqual(2)
  })
})

describe('justify', () => {
  it('sets the right part at the end', () => {
    expect(justify('left', 'right', 14, '…')).toBe('left     right')
  })

  it('shortens the left part first', () => {
    expect(justify('a long left', 'right', 12, '…')).toBe('a lon… right')
  })
})

describe('clean', () => {
  it('takes out what would move the cursor or colour the rest', () => {
    expect(clean('a\u0007\u001b[2J\u001b[31mb\r\tc\u009b1A')).toBe('ab  c')
  })

  it('keeps lines and every letter', () => {
    expect(clean('zwei\nZeilen: é 木 🎉')).toBe('zwei\nZeilen: é 木 🎉')
  })
})

describe('numbers', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [12345, '12,345'],
    [-1234567, '-1,234,567'],
    [30.123, '30.1'],
    [0.002517, '0.00252'],
    [1234.5, '1,235'],
  ])('%d is shown as %s', (number, text) => {
    expect(figure(number)).toBe(text)
  })

  it('make words plural', () => {
    expect([count(1, 'node'), count(2, 'node'), count(1200, 'message')]).toEqual([
      '1 node',
      '2 nodes',
      '1,200 messages',
    ])
  })

  it('of time change their unit at a second', () => {
    expect([duration(0), duration(999), duration(1000), duration(12_345)]).toEqual([
      '0 ms',
      '999 ms',
      '1 s',
      '12.3 s',
    ])
  })
})
