import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { frameOf, spokenFrameOf } from '../../lib/tui/frame.ts'
import { createMemory } from '../../lib/tui/memory.ts'
import type { Tools } from '../../lib/tui/screen.ts'
import { createSession } from '../../lib/tui/session.ts'
import type { Size } from '../../lib/tui/state.ts'
import { coloured, plain } from '../../lib/view/paint.ts'
import { asciiSymbols, spokenSymbols, unicodeSymbols } from '../../lib/view/symbols.ts'
import { loadTaskText } from '../../lib/view/task-text.ts'
import { brokenReport, passedReport, violatedReport } from '../view/reports.ts'
import { fakeServices, gradeAtOnce, manualClock } from './fakes.ts'

const taskText = await loadTaskText()
const tools: Tools = {
  paint: plain,
  symbols: unicodeSymbols,
  taskText,
  base: '/home/ada',
  spoken: false,
  remember: createMemory(),
}

function begin(size: Size, given: Partial<Tools> = {}, report = violatedReport) {
  const clock = manualClock()
  const services = fakeServices({ clock, grade: async (_task, onEvent) => gradeAtOnce(report, onEvent) })
  const session = createSession(services, {
    ...{
      size,
      tools: { ...tools, remember: createMemory(), ...given },
      onChange: () => {},
      onLeave: () => {},
    },
  })
  return { session, clock }
}

const frame = (size: Size, ...keys: string[]) => {
  const { session, clock } = begin(size)
  for (const key of keys) key === 'wait' ? clock.pass(5000) : session.press(key)
  return frameOf(session.state, session.tools).join('\n')
}

const medium = { columns: 80, rows: 24 }
const small = { columns: 40, rows: 12 }
const large = { columns: 120, rows: 40 }

describe('a frame', () => {
  const keys = [
    'up',
    'down',
    'enter',
    'esc',
    '/',
    'q',
    't',
    'r',
    '?',
    'g',
    'h',
    'w',
    'tab',
    'm',
    'space',
    'left',
    'right',
    'page-down',
    'end',
    'home',
    'backspace',
    'f',
    'l',
    'p',
    '+',
  ]
  const steps = fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...keys) },
      {
        weight: 1,
        arbitrary: fc.record({
          columns: fc.integer({ min: 1, max: 150 }),
          rows: fc.integer({ min: 1, max: 50 }),
        }),
      },
      { weight: 2, arbitrary: fc.integer({ min: 1, max: 700 }) },
    ),
    { maxLength: 25 },
  )
  const reports = fc.constantFrom(passedReport, violatedReport, brokenReport)
  const looks = fc.constantFrom<Partial<Tools>>({}, { paint: coloured }, { symbols: asciiSymbols })

  it('is one line lower than the terminal and no wider, whatever is pressed and however large that is', () => {
    fc.assert(
      fc.property(steps, reports, looks, (given, report, look) => {
        const { session, clock } = begin(medium, look, report)
        for (const step of given) {
          if (typeof step === 'string') session.press(step)
          else if (typeof step === 'number') clock.pass(step)
          else session.resize(step)
          const { columns, rows } = session.state.size
          const lines = frameOf(session.state, session.tools)
          expect(lines).toHaveLength(Math.max(1, rows - 1))
          expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(columns)
        }
      }),
      { numRuns: 60, seed: 1 },
    )
  })

  it('for the ear is no higher either', () => {
    fc.assert(
      fc.property(steps, (given) => {
        const { session, clock } = begin(medium, { spoken: true, symbols: spokenSymbols })
        for (const step of given) {
          if (typeof step === 'string') session.press(step)
          else if (typeof step === 'number') clock.pass(step)
          else session.resize(step)
          const { columns, rows } = session.state.size
          const lines = spokenFrameOf(session.state, session.tools)
          expect(lines.length).toBeLessThanOrEqual(Math.max(1, rows - 1))
          expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(columns)
        }
      }),
      { numRuns: 30, seed: 2 },
    )
  })
})

describe('the list', () => {
  it('marks the task at the cursor by more than colour', () => {
    expect(frame(medium, 'down')).toMatch(/^▸ +1\.2 Build Flat Tree/m)
  })

  it('says what is cut off above and below', () => {
    const text = frame(small, ...Array(10).fill('down'))
    expect(text).toMatch(/^ +↑ \d+ more$/m)
    expect(text).toMatch(/^ +↓ \d+ more$/m)
    const hidden = [...text.matchAll(/(\d+) more/g)].reduce((sum, [, count]) => sum + Number(count), 0)
    const shown = text.split('\n').filter((line) => /^.{0,5}\d\.\d |^\d [A-Z]/.test(line)).length
    expect(hidden + shown).toBe(20 + 5)
  })

  it('says what there is to know of the task at the cursor', () => {
    expect(frame(medium, 'down')).toMatch(/^tree-topology · intermediate · builds on 1\.1$/m)
  })

  it('shows the query and how many tasks it leaves', () => {
    expect(frame(medium, '/', 't', 'r', 'e', 'e')).toMatch(/^\/ tree +4 of 19$/m)
  })

  it('has the warm-up above the track, and counts it for nothing', () => {
    const text = frame(medium, 'up')
    expect(text).toMatch(/^0 Warm-up\n▸ +0\.1 Echo What You Are Sent .*\n1 Naive broadcast$/m)
    expect(text).toContain('0 of 19 passed')
    expect(frame(medium, '/', 'e', 'c', 'h')).toMatch(/^\/ ech +0 of 19, and the warm-up$/m)
  })

  it('is not empty where nothing is found', () => {
    expect(frame(medium, '/', 'z', 'z')).toContain('No task has these words')
  })
})

describe('a task', () => {
  it('shows file, attempts and hints above its text', () => {
    const text = frame(medium, 'enter')
    expect(text).toContain('gossip-workspace/1-naive-broadcast/1-basic-broadcast.ts')
    expect(text).toContain('2 attempts · hint 0 of 3')
    expect(text).toMatch(/lines 1 to \d+ of \d+ +↓/)
  })

  it('brings the hint just asked for into view', () => {
    expect(frame(small, 'enter', 'h', 'h')).toContain('Hint 2 of 3: The whole idea')
  })

  it('says that its text is on its way while it is', () => {
    const { session } = begin(medium, { taskText: undefined })
    session.press('enter')
    expect(frameOf(session.state, session.tools).join('\n')).toContain('Reading the task…')
    session.bring(taskText)
    expect(frameOf(session.state, session.tools).join('\n')).toContain('## The network')
  })
})

describe('a result', () => {
  it('stands above the run that shows it, or beside it where there is room', () => {
    const above = frame(medium, 'enter', 'g', 'wait')
    expect(above.indexOf('FAILED')).toBeLessThan(above.indexOf('ring-of-6, seed 3 · played'))
    expect(frame(large, 'enter', 'g', 'wait')).toMatch(
      /FAILED.* │ at 130 ms · 6 of 6 nodes know 42|│ ── ring-of-6/,
    )
  })

  it('in a small window follows the run that shows it', () => {
    expect(frame(small, 'enter', 'g')).toContain('ring-of-6, seed 3 · ▶ playing')
    expect(frame(small, 'enter', 'g', 'wait')).toContain('Not yet: 1 of 3 checks failed')
    expect(frame(small, 'enter', 'g', 'wait', 'left')).toContain('ring-of-6, seed 3 · ‖ paused')
  })

  it('is alone, or its run is, when asked with tab', () => {
    expect(frame(medium, 'enter', 'g', 'wait', 'tab')).not.toContain('nodes know 42')
    expect(frame(medium, 'enter', 'g', 'wait', 'tab', 'tab')).not.toContain('FAILED')
    expect(frame(medium, 'enter', 'g', 'wait', 'tab', 'tab', 'tab')).toContain('nodes know 42')
  })

  it('has the hint just asked for in view', () => {
    expect(frame(medium, 'enter', 'g', 'wait', 'h')).toContain('Hint 1 of 3')
  })
})

describe('the messages of a run', () => {
  const played = ['enter', 'g', 'wait', 'm']

  it('stand as arrows below the line that says where the run is, with the moment from which it is wrong', () => {
    const lines = frame(medium, ...played).split('\n')
    expect(lines[2]).toBe('at 130 ms · 6 of 6 nodes know 42 · 7 messages')
    expect(lines[3]).toBe('          c*   n1   n2   n3   n4   n5   n6')
    expect(lines[4]).toBe('✗  40 ms  FAILED from here on: The network falls silent')
    expect(lines).toContain('  110 ms  │    •────→    │    │    │    │    broadcast 42; n2 learns 42')
  })

  it('are not there before they have happened, and those of the last step are marked', () => {
    const arrows = (...keys: string[]) =>
      frame(medium, 'enter', 'g', 'm', ...keys)
        .split('\n')
        .filter((line) => line.includes('broadcast 42'))
        .map((line) => `${line.slice(0, 8).trim()} ${line.slice(line.search(/\S+ learns/))}`)
    expect(arrows()).toEqual(['100 ms n1 learns 42'])
    expect(arrows('right')).toEqual(['100 ms n1 learns 42', '▸ 110 ms n6 learns 42', '▸ 110 ms n2 learns 42'])
    expect(arrows('right', 'right', 'left')).toEqual(arrows('right'))
  })

  it('stand below the table where there is room for both', () => {
    const text = frame(large, ...played)
    expect(text.indexOf('time after its broadcast')).toBeLessThan(text.indexOf('c*   n1'))
    expect(frame(medium, ...played)).not.toContain('time after its broadcast')
  })

  it('give way to the result with the same key', () => {
    expect(frame(medium, ...played, 'm')).toContain('FAILED  The network')
  })

  it('scroll, and say how far', () => {
    const text = frame(small, ...played, 'end')
    expect(text).toMatch(/lines (\d+) to (\d+) of \2 ↑/)
    expect(frame(small, ...played, 'end', 'home')).toMatch(/lines 1 to 6 of \d+ +↓/)
    expect(frame(small, ...played, 'up')).toBe(frame(small, ...played))
  })

  it('in a small window keep whole arrows, and name the ends of those that have no room', () => {
    const text = frame(small, ...played, 'home')
    expect(text).toMatch(/^ {10}c\* n1 n2/m)
    for (const line of frame(small, ...played, 'end')
      .split('\n')
      .slice(3, 9))
      expect(line).toMatch(/•─+→|←─+•|n\d→[nc]\d/)
  })

  it('can be drawn with the letters of a typewriter', () => {
    const { session, clock } = begin(medium, { symbols: asciiSymbols })
    for (const key of played) key === 'wait' ? clock.pass(5000) : session.press(key)
    const pane = frameOf(session.state, session.tools).slice(2, -2).join('\n')
    expect(pane).toContain('  110 ms  |    *---->    |    |    |    |    broadcast 42; n2 learns 42')
    expect(pane).toMatch(/^[ -~\n]*$/)
  })

  it('are read out as sentences, from the one that was stepped to', () => {
    const { session } = begin(medium, { spoken: true, symbols: spokenSymbols })
    const spoken = () => spokenFrameOf(session.state, session.tools).join('\n')
    for (const key of ['enter', 'g', 'm']) session.press(key)
    expect(spoken()).toContain(
      'At 40 ms: FAILED from here on: The network falls silent.\nAt 100 ms, c1 to n1:',
    )
    expect(spoken()).toContain('ring-of-6, seed 3, played, from line 1 of 10')
    session.press('left')
    session.press('left')
    expect(spoken()).toMatch(/Now, at 110 ms, n1 to n2: broadcast 42; n2 learns 42\.$/m)
    expect(spoken()).not.toContain('At 100 ms, c1')
  })
})

describe('the list of keys', () => {
  it('says what each does, and why it does nothing now', () => {
    const text = frame(large, 'enter', '?')
    expect(text).toContain('g       Grade your program.')
    expect(text).toContain('Not now: There is no result yet; g grades your program.')
  })
})

describe('a notice', () => {
  it('takes as many lines as it needs', () => {
    const { session } = begin(small)
    session.say('The disk is full. Free some space and try again; your progress is not lost.')
    const text = frameOf(session.state, session.tools).join(' ').replace(/\s+/g, ' ')
    expect(text).toContain('Free some space and try again; your progress is not lost.')
  })
})
