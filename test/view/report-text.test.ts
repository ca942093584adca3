import { describe, expect, it } from 'vitest'
import type { Report, Verdict } from '../../lib/grade/report.ts'
import { coloured } from '../../lib/view/paint.ts'
import { reportText, showPath, verdictSentence } from '../../lib/view/report-text.ts'
import { asciiSymbols } from '../../lib/view/symbols.ts'
import { needlesslyWide } from './copied.ts'
import { brokenReport, passedReport, violatedReport } from './reports.ts'

const text = (report: Report, width = 80) => reportText(report, { width, base: '/home/ada' }).join('\n')

describe('a report that passed', () => {
  it('says so first, with its star and what was graded', () => {
    expect(text(passedReport).split('\n').slice(0, 2)).toEqual([
      '✓ 1.1 Passed: all 3 checks hold. (412 ms) ★',
      'gossip-workspace/1-naive-broadcast/1-basic-broadcast.ts',
    ])
  })

  it('lists the checks with what was measured, on one line where it fits', () => {
    const check = '✓ passed  Every value reaches every node and stays'
    const measured = '20 values on 25 nodes, each within 80 ms.'
    expect(text(passedReport, 100)).toContain(`${check}  ${measured}`)
    expect(text(passedReport, 80)).toContain(`${check}\n          ${measured}`)
  })

  it('marks gold by sign and word', () => {
    expect(text(passedReport)).toContain('★ gold    Exactly 2E−(n−1) forwards per value')
  })

  it('ends with the figures in a column, named in words', () => {
    expect(text(passedReport).split('\n').slice(-4)).toEqual([
      'Measured',
      '  server messages  1,204',
      '  msgs per op       30.1',
      '  max propagation  80 ms',
    ])
  })
})

describe('a report that did not', () => {
  it('counts the required checks that failed', () => {
    expect(text(violatedReport)).toContain('✗ 1.1 Not yet: 1 of 3 checks failed.')
  })

  it('tells what went wrong and why before what did not', () => {
    const order = ['FAILED', 'Mistake', 'Fix', '✓ passed', 'no gold', 'skipped', 'Measured']
    const places = order.map((word) => text(violatedReport).indexOf(word))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(places).not.toContain(-1)
  })

  it('numbers the causal chain', () => {
    expect(text(violatedReport)).toMatch(/1\. c1 asked n1 .*\n\s+2\. n1 sent 42 to n2/)
  })

  it('names the failing run and the command that replays it', () => {
    expect(text(violatedReport)).toContain('Smallest failing run: ring-of-6, seed 3; wrong from 40 ms on.')
    expect(text(violatedReport)).toContain('Replay it: npx workbench replay 1.1-ring-of-6-3')
  })

  it('says once what is the same of several skipped checks', () => {
    const skipped = { status: 'skipped' as const, required: true, message: 'Not judged.', chain: [] }
    const checks = ['one', 'two'].map((name) => ({ ...skipped, id: name, name }))
    expect(text({ ...violatedReport, checks })).toContain(
      '– skipped one\n– skipped two\n          Not judged.',
    )
  })

  it('names the mistake with evidence, cause and fix', () => {
    expect(text(violatedReport)).toContain('Passes on what it has passed on before (no-dedup)')
    expect(text(violatedReport)).toContain('  Seen     n2 sent 42 to n1 at 10 ms and again at 30 ms.')
    expect(text(violatedReport)).toContain('  Cause    The handler does not ask whether the value is new.')
  })

  it('says which run the evidence is from where no check shows that run', () => {
    const mistakes = violatedReport.mistakes.map((mistake) => ({ ...mistake, seed: 5 }))
    const told = text({ ...violatedReport, mistakes }).replace(/\s+/g, ' ')
    expect(told).toContain('again at 30 ms. (Seen in ring-of-6, seed 5, with 2 nodes and 1 request.)')
    expect(text(violatedReport)).not.toContain('(Seen in')
  })
})

describe('a report of a program that ended badly', () => {
  it('says what ended it and shows the lines', () => {
    expect(text(brokenReport)).toMatch(/seen is\s+not defined\./)
    expect(text(brokenReport)).toContain('> 7 |   seen.add(message)\n    |   ^')
  })

  it.each([
    ['build-error', 'Your program does not build.'],
    ['threw', 'Your program threw an error.'],
    ['stuck', 'Your program got stuck.'],
    ['out-of-memory', 'Your program ran out of memory.'],
    ['budget-exceeded', 'Your program did more than a run allows.'],
    ['crashed', 'The process that ran your program ended.'],
  ] satisfies [Verdict, string][])('%s is the sentence "%s"', (verdict, sentence) => {
    expect(verdictSentence({ ...brokenReport, verdict })).toBe(sentence)
  })

  it('cannot steer the terminal', () => {
    const problem = 'threw \u001b[2J\u001b]0;owned\u0007here'
    const lines = reportText({ ...brokenReport, problem, frame: '\u001b[31m> 1 |\tbad' }, { width: 80 })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(lines.join('\n')).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/)
  })
})

describe('the width', () => {
  it.each([40, 80, 120])('of %i columns is kept, and nothing is lost', (width) => {
    for (const report of [passedReport, violatedReport, brokenReport]) {
      for (const paint of [undefined, coloured]) {
        const lines = reportText(report, { width, ...(paint && { paint }) })
        expect(needlesslyWide(lines, width)).toEqual([])
      }
    }
    const words = text(violatedReport, width).replace(/\s+/g, ' ')
    expect(words).toContain('instead n2 sent the 50,000th at 812 ms, and the run was ended there.')
    expect(words).toContain('and forward a value only when it is not in it.')
  })
})

describe('a command that replays a run', () => {
  const named = 'solutions/1-naive-broadcast/1-basic-broadcast/mistakes/no-dedup.ts'

  it('stands whole on a line of its own where it is too long, to be copied', () => {
    const lines = reportText(violatedReport, { width: 60, named }).map((line) => line.trim())
    const at = lines.indexOf('Replay it:')
    expect(lines[at + 1]).toBe(`npx workbench replay 1.1-ring-of-6-3 --file ${named}`)
  })

  it('stands beside what it does where there is room', () => {
    expect(text(violatedReport, 60)).toContain('  Replay it: npx workbench replay 1.1-ring-of-6-3\n')
  })
})

describe('paint', () => {
  it('changes no character', () => {
    const options = { width: 80, symbols: asciiSymbols }
    const painted = reportText(violatedReport, { ...options, paint: coloured })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
    expect(painted.map((line) => line.replace(/\u001b\[\d+m/g, ''))).toEqual(
      reportText(violatedReport, options),
    )
  })
})

describe('a path', () => {
  it('is relative below the base, and whole elsewhere', () => {
    expect(showPath('/home/ada/a/b.ts', '/home/ada')).toBe('a/b.ts')
    expect(showPath('/tmp/b.ts', '/home/ada')).toBe('/tmp/b.ts')
    expect(showPath('/tmp/b.ts', undefined)).toBe('/tmp/b.ts')
  })
})
