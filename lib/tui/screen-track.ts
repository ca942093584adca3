import { isWarmUp } from '../track/task.ts'
import { ofTheTrack, type TrackEntry, taskLine, trackSummary } from '../view/track-text.ts'
import { type Layout, windowAround } from './layout.ts'
import type { ScreenView, Tools } from './screen.ts'
import { type State, selectedEntry, type TrackState, visibleEntries } from './state.ts'

/** The list of tasks under their subtracks. */
export function trackScreen({ track }: State, layout: Layout, tools: Tools): ScreenView {
  const search = searchLines(track, tools)
  return {
    title: 'Gossip Workbench',
    aside: progress(track.entries, layout, tools),
    body: [...search, ...listLines(track, layout, layout.body - search.length, tools)],
    spoken: [...search, spokenEntry(track)],
    info: about(track, tools),
  }
}

/** The part of the list around the cursor. What is cut off above and below is counted on the line where it is cut. */
function listLines(
  track: TrackState,
  { width }: Layout,
  height: number,
  { paint, symbols }: Tools,
): string[] {
  const rows = rowsOf(track)
  if (rows.length === 0) return [nothingFound]
  const isSelected = (row: Row) => row.kind === 'task' && row.entry.task.number === track.selected
  const focus = rows.findIndex(isSelected)
  const { first, end } = windowAround(rows.length, height, focus)
  const lines = rows.slice(first, end).map((row) => {
    if (row.kind === 'subtrack') return paint('title', row.title)
    const line = taskLine(row.entry, { width: width - 1, paint, symbols })
    return isSelected(row) ? paint('selected', `${symbols.pointer}${line}`) : ` ${line}`
  })
  const more = (arrow: string, count: number) => paint('quiet', `   ${arrow} ${count} more`)
  if (first > 0 && focus > first) lines[0] = more(symbols.arrows.up, first + 1)
  if (end < rows.length && focus < end - 1) {
    lines[lines.length - 1] = more(symbols.arrows.down, rows.length - end + 1)
  }
  return lines
}

type Row = { kind: 'subtrack'; title: string } | { kind: 'task'; entry: TrackEntry }

function rowsOf(track: TrackState): Row[] {
  const entries = visibleEntries(track)
  return track.subtracks.flatMap(({ number, title }): Row[] => {
    const own = entries.filter(({ task }) => task.subtrack.number === number)
    const tasks = own.map((entry): Row => ({ kind: 'task', entry }))
    return tasks.length === 0 ? [] : [{ kind: 'subtrack', title: `${number} ${title}` }, ...tasks]
  })
}

/** Read out is the task at the cursor, and where in the list it is: not all the others again at every step. */
function spokenEntry(track: TrackState): string {
  const entry = selectedEntry(track)
  if (entry === undefined) return nothingFound
  const { task, status, stars } = entry
  const entries = ofTheTrack(visibleEntries(track))
  const place = isWarmUp(task) ? '' : `task ${entries.indexOf(entry) + 1} of ${entries.length}, `
  const where = `${place}in ${task.subtrack.title}`
  const won = stars === 0 ? '' : `, ${stars} gold`
  return `${task.number} ${task.title}, ${status}${won}; ${where}`
}

function searchLines(track: TrackState, { paint, spoken }: Tools): string[] {
  const { query, searching, entries } = track
  if (!searching && query === '') return []
  const visible = visibleEntries(track)
  const found = `${ofTheTrack(visible).length} of ${ofTheTrack(entries).length}`
  const more = visible.some(({ task }) => isWarmUp(task)) ? ', and the warm-up' : ''
  if (spoken) return [`Searching for ${query === '' ? 'anything' : query}: ${found} tasks${more}`]
  const cursor = searching ? paint('selected', ' ') : ''
  return [`${paint('accent', '/')} ${query}${cursor}  ${paint('quiet', found + more)}`]
}

function progress(all: TrackEntry[], { width }: Layout, { paint, symbols, spoken }: Tools): string {
  if (spoken) return trackSummary(all)
  const entries = ofTheTrack(all)
  const passed = entries.filter(({ status }) => status === 'passed').length
  const stars = entries.reduce((sum, entry) => sum + entry.stars, 0)
  const won = stars === 0 ? '' : ` ${paint('gold', `${symbols.star} ${stars}`)}`
  const length = Math.min(entries.length, width - 50)
  if (length < 8) return `${passed} of ${entries.length}${won}`
  const done = Math.round((passed / Math.max(1, entries.length)) * length)
  const bar = paint('good', symbols.bar.done.repeat(done)) + symbols.bar.left.repeat(length - done)
  return `${bar} ${passed} of ${entries.length} passed${won}`
}

/** What the list has no room to say of the selected task. */
function about(track: TrackState, { symbols }: Tools): string {
  const entry = selectedEntry(track)
  if (entry === undefined) return ''
  const { slug, level, builds } = entry.task
  const before = builds.length > 0 ? [`builds on ${builds.join(', ')}`] : []
  return [slug, level, ...before].join(symbols.separator)
}

const nothingFound = 'No task has these words in its number, title or level.'
