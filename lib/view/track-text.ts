import type { Track } from '../track/load.ts'
import { isWarmUp, type Task } from '../track/task.ts'
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
  const lines = subtracks.flatMap(({ number, title }) => {
    const own = entries.filter(({ task }) => task.subtrack.number === number)
    if (own.length === 0) return []
    const heading = simpleHang(`${number} `, title, width).map((line) => paint('title', line))
    return [...heading, ...own.flatMap((entry) => taskLines(entry, { width, paint, symbols })), '']
  })
  return [...lines, ...simpleHang('', trackSummary(entries), width)]
}

/** A task on one line of the given width. A long title gives way at its end; where there is little room, to the slug. */
export function taskLine(
  entry: TrackEntry,
  { width, paint = plain, symbols = unicodeSymbols }: Options,
): string {
  const partsOf = width < enoughForTitles ? narrowParts : parts
  const { left, right } = partsOf(entry, { width, paint, symbols })
  return simpleJustify(left, right, width, symbols.ellipsis)
}

/** "3 of 19 tasks passed, 2 stars." */
export function trackSummary(all: TrackEntry[]): string {
  const entries = ofTheTrack(all)
  const passed = entries.filter(({ status }) => status === 'passed').length
  const stars = entries.reduce((sum, entry) => sum + entry.stars, 0)
  const won = stars === 0 ? '' : `, ${stars} star${stars === 1 ? '' : 's'}`
  return `${passed} of ${entries.length} tasks passed${won}.`
}

/** What counts: the entries without the warm-ups. */
export function ofTheTrack(entries: TrackEntry[]): TrackEntry[] {
  return entries.filter(({ task }) => !isWarmUp(task))
}

function taskLines(entry: TrackEntry, options: Required<Options>): string[] {
  const { left, right, indent } = parts(entry, options)
  if (fitsBeside(left, right, options.width)) return [taskLine(entry, options)]
  const title = simpleHang(left.slice(0, indent), left.slice(indent), options.width)
  return [...title, ' '.repeat(indent) + right]
}

function parts({ task, status, stars }: TrackEntry, { paint, symbols }: Required<Options>) {
  const { word, sign, tone } = statusOf(status, symbols)
  const start = `  ${sign} ${task.number} `
  const won = stars > 0 ? ` ${paint('gold', symbols.star.repeat(stars))}` : ''
  return {
    left: start + task.title,
    right: `${task.level}${symbols.separator}${paint(tone, word)}${won}`,
    indent: start.length,
  }
}

function narrowParts({ task, status, stars }: TrackEntry, { paint, symbols }: Required<Options>) {
  const { word, sign, tone } = statusOf(status, symbols)
  const left = `  ${sign} ${task.number} ${task.slug}`
  const won = stars > 0 ? ` ${paint('gold', symbols.star.repeat(stars))}` : ''
  return { left, right: `${paint(tone, word)}${won}` }
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

const enoughForTitles = 64
