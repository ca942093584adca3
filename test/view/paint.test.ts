import { describe, expect, it } from 'vitest'
import { coloured, plain, wantsColour } from '../../lib/view/paint.ts'
import { asciiSymbols, symbolsFor, unicodeSymbols } from '../../lib/view/symbols.ts'

describe('paint', () => {
  it('adds colour around a text, or nothing', () => {
    expect(coloured('good', 'yes')).toBe('\u001b[32myes\u001b[39m')
    expect(plain('good', 'yes')).toBe('yes')
  })

  it('of an empty text is empty', () => {
    expect(coloured('good', '')).toBe('')
  })
})

describe('colour', () => {
  it.each([
    [{}, true],
    [{ NO_COLOR: '1' }, false],
    [{ NO_COLOR: '' }, true],
    [{ TERM: 'dumb' }, false],
    [{ FORCE_COLOR: '0' }, false],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, true],
  ])('with %o is wanted: %s', (env, wanted) => {
    expect(wantsColour(env)).toBe(wanted)
  })
})

describe('symbols', () => {
  it.each([
    [{}, unicodeSymbols],
    [{ LANG: 'de_DE.UTF-8' }, unicodeSymbols],
    [{ LC_ALL: 'C', LANG: 'en_US.UTF-8' }, asciiSymbols],
    [{ LANG: 'C' }, asciiSymbols],
    [{ TERM: 'linux', LANG: 'en_US.UTF-8' }, asciiSymbols],
  ])('follow terminal and locale %o', (env, symbols) => {
    expect(symbolsFor(env)).toBe(symbols)
  })

  it('of ASCII are nothing but ASCII', () => {
    expect(JSON.stringify(asciiSymbols)).toMatch(/^[ -~]+$/)
  })
})
