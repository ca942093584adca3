import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { allTasks, loadTrack } from '../../lib/track/load.ts'
import { packageRoot } from '../../lib/track/root.ts'
import { coloured } from '../../lib/view/paint.ts'
import { asciiSymbols } from '../../lib/view/symbols.ts'
import { type TrackEntry, taskLine, trackSummary, trackText } from '../../lib/view/track-text.ts'
import { track } from '../tui/track.ts'

const entries = (status: TrackEntry['status'], stars = 0): TrackEntry[] =>
  track.tasks.map((task) => ({ task, status, stars }))

const [passed] = entries('passed', 1) as [TrackEntry]

describe('a task', () => {
  it('is its number, title, level and how far the learner is', () => {
    expect(taskLine(passed, { width: 80 })).toBe(
      '  ✓ 1.1 Implement Basic Broadcast to All Nodes               beginner · passed ★',
    )
  })

  it('is called by its slug where there is little room', () => {
    expect(taskLine(passed, { width: 40 })).toBe('  ✓ 1.1 basic-broadcast         passed ★')
  })

  it.each(['new', 'started', 'passed'] as const)('that is %s says so in a word', (status) => {
    const [entry] = entries(status) as [TrackEntry]
    expect(taskLine(entry, { width: 80, symbols: asciiSymbols })).toContain(status)
  })
})

/** The warm-up and the tasks. */
const all = (status: TrackEntry['status'], stars = 0): TrackEntry[] => [
  ...track.warmUps.map((task) => ({ task, status, stars })),
  ...entries(status, stars),
]

describe('the list', () => {
  it('has the warm-up above the track', () => {
    const lines = trackText(track, all('new'), { width: 80 })
    expect(lines.slice(0, 4)).toEqual([
      '0 Warm-up',
      '    0.1 Echo What You Are Sent                                    beginner · new',
      '',
      '1 Naive broadcast',
    ])
    expect(lines.at(-1)).toBe('0 of 19 tasks passed.')
  })

  it('has every task under its subtrack', () => {
    const lines = trackText(track, entries('new'), { width: 80 })
    expect(lines[0]).toBe('1 Naive broadcast')
    expect(lines.filter((line) => /\d\.\d/.test(line))).toHaveLength(19)
  })

  it.each([40, 80, 120])('keeps %i columns and whole titles', (width) => {
    const lines = trackText(track, entries('passed', 1), { width, paint: coloured })
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(width)
    const plain = trackText(track, entries('new'), { width }).join(' ').replace(/\s+/g, ' ')
    for (const { title } of track.tasks) expect(plain).toContain(title)
  })
})

describe('the titles that ship', () => {
  it('take one column a character, which is what they are measured as', () => {
    const shipped = loadTrack(packageRoot())
    for (const { title } of [...shipped.subtracks, ...allTasks(shipped)])
      expect(stringWidth(title)).toBe([...title].length)
  })
})

describe('the summary', () => {
  it.each([
    [entries('new'), '0 of 19 tasks passed.'],
    [[passed, ...entries('started').slice(1)], '1 of 19 tasks passed, 1 star.'],
    [entries('passed', 2), '19 of 19 tasks passed, 38 stars.'],
    [all('passed', 2), '19 of 19 tasks passed, 38 stars.'],
  ])('counts what is passed and what is won, %#', (given, summary) => {
    expect(trackSummary(given)).toBe(summary)
  })
})
