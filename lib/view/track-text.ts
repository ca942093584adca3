import type { Track } from '../track/load.ts'
import type { Task } from '../track/task.ts'
import { type Paint, plain, type Tone } from './paint.ts'
import { fitsBeside, simpleHang, simpleJustify } from './simple-line.ts'
import { type Symbols, unicodeSymbols } from './symbols.ts'

/** How far a learner is with a task. */
export type TaskStatus = 'new' | 'started' | 'passed'

/** A task of the list, and how far the learner is with it. */
export type TrackEntry = { task: Task; status: TaskStatus; stars: number }

type Options = { width: number; paint?: Paint; symbols?: Symbols }

/** The whole track as lines of text: each subtrack, its tasks, and how many are passed. */
export function trackText(
  { subtracks }: Pick<Track, 'subtracks'>,
  entries: TrackEntry[],
  { width, paint = plain, symbols = unicodeSymbols }: Options,
): string[] {
  const lines = subtracks.flatMap((subtrack) => [
    ...simpleHang(`${subtrack.number} `, subtrack.title, width).map((line) => paint('title', line)),
    ...entries
      .filter(({ task }) => task.subtrack.number === subtrack.number)
      .flatMap((entry) => taskLines(entry, { width, paint, symbols })),
    '',
  ])
  return [...lines, ...simpleHang('', trackSummary(entries), width)]
}

/** A task on one line of the given width. A long title gives way at its end; where there is little room, to the slug. */
export function taskLine(
  entry: TrackEntry,
  { width, paint = plain, symbols = unicodeSymbols }: Options,
): string {
  const { left, right } =
    width < enoughForTitles
      ? narrowParts(entry, { width, paint, symbols })
      : parts(entry, { width, paint, symbols })
  const line = simpleJustify(left, right, width, symbols.ellipsis)
  return entry.task.available ? line : paint('quiet', line)
}

/** "3 of 19 tasks passed, 2 stars." and, where some cannot be opened yet, how many can. */
export function trackSummary(entries: TrackEntry[]): string {
  const passed = entries.filter(({ status }) => status === 'passed').length
  const available = entries.filter(({ task }) => task.available).length
  const stars = entries.reduce((sum, entry) => sum + entry.stars, 0)
  const won = stars === 0 ? '' : `, ${stars} star${stars === 1 ? '' : 's'}`
  const missing = available === entries.length ? '' : ` ${available} can be opened in this version.`
  return `${passed} of ${entries.length} tasks passed${won}.${missing}`
}

function taskLines(entry: TrackEntry, options: Required<Options>): string[] {
  const { width, paint } = options
  const { left, right, indent } = parts(entry, options)
  if (fitsBeside(left, right, width)) return [taskLine(entry, options)]
  const title = simpleHang(left.slice(0, indent), left.slice(indent), width)
  const lines = [...title, ' '.repeat(indent) + right]
  return entry.task.available ? lines : lines.map((line) => paint('quiet', line))
}

function parts({ task, status, stars }: TrackEntry, { paint, symbols }: Required<Options>) {
  const { word, sign, tone } = statusOf(status, symbols)
  const start = `  ${sign} ${task.number} `
  const left = start + task.title
  if (!task.available) return { left, right: notAvailable, indent: start.length }
  const won = stars > 0 ? ` ${paint('gold', symbols.star.repeat(stars))}` : ''
  return {
    left,
    right: `${task.level}${symbols.separator}${paint(tone, word)}${won}`,
    indent: start.length,
  }
}

function narrowParts({ task, status, stars }: TrackEntry, { paint, symbols }: Required<Options>) {
  const { word, sign, tone } = statusOf(status, symbols)
  const left = `  ${sign} ${task.number} ${task.slug}`
  const won = stars > 0 ? ` ${paint('gold', symbols.star.repeat(stars))}` : ''
  return { left, right: task.available ? `${paint(tone, word)}${won}` : notAvailable }
}

function statusOf(status: TaskStatus, symbols: Symbols): { word: string; sign: string; tone: Tone } {
  switch (status) {
    case 'new':
      return { word: 'new', sign: ' ', tone: 'strong' }
    case 'started':
      return { word: 'started', sign: symbols.nothing, tone: 'warn' }
    case 'passed':
      return { word: 'passed', sign: symbols.passed, tone: 'good' }
  }
}

export const notAvailable = 'not in this version'

const enoughForTitles = 64
