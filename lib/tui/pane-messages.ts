import { headline } from '../view/propagation.ts'
import { playedSpaceTime, type Row, rowsUntil, spokenSpaceTime } from '../view/space-time-played.ts'
import { scrollLimit, windowAround } from './layout.ts'
import { isBeingShown, type Room } from './panes.ts'
import type { Tools } from './screen.ts'
import { position } from './screen-task.ts'
import type { Exhibit } from './state.ts'
import { momentAt } from './timeline.ts'

/** The messages of a run, as far as it is played: below the table, or else below the line that says where it is. */
export function messagesPane(
  exhibit: Exhibit,
  { width, height }: Room,
  tools: Tools,
  belowTable: boolean,
): { lines: string[]; position: string } {
  const { paint, symbols, spoken } = tools
  const { since } = exhibit
  const rows = playedRows(exhibit)
  const { first, height: seen } = messagesInView(exhibit, height, tools)
  const head = belowTable
    ? ''
    : paint('strong', headline(exhibit.spread, tableMoment(exhibit), symbols, width))
  const given = { first, height: height - 1, ...(since !== undefined && { since }) }
  const lines = spoken
    ? spokenSpaceTime(rows, given)
    : playedSpaceTime(exhibit.diagram, rows, { ...given, width, paint, symbols })
  const where = spoken ? spokenPosition(first, rows.length) : position(first, seen, rows.length, tools)
  return { lines: [head, ...lines], position: where }
}

/** The rows in view: what is being played or stepped to; then what is wrong, if that is known; or where it was scrolled. */
export function messagesInView(
  exhibit: Exhibit,
  height: number,
  { spoken }: Tools,
): { first: number; height: number; limit: number } {
  const rows = playedRows(exhibit)
  // Of what is read out nobody knows how many lines it takes, so that any row may come first.
  const seen = spoken ? 1 : Math.max(0, height - 2)
  const limit = scrollLimit(rows.length, seen)
  const focus = focusOf(rows, exhibit, spoken)
  const followed = spoken ? focus : windowAround(rows.length, seen, focus).first
  return { first: Math.max(0, Math.min(exhibit.scroll ?? followed, limit)), height: seen, limit }
}

function focusOf(rows: Row[], exhibit: Exhibit, spoken: boolean): number {
  const { since } = exhibit
  if (!isBeingShown(exhibit)) {
    const wrong = rows.findIndex(({ kind }) => kind === 'wrong')
    if (wrong !== -1 || spoken) return Math.max(0, wrong)
  }
  const fresh = rows.findIndex(({ at }) => since !== undefined && at > since)
  return spoken && fresh !== -1 ? fresh : rows.length - 1
}

/** What was played to its end is there whole, with what came after the table's last change. */
function playedRows({ diagram, messages, place }: Exhibit): Row[] {
  return rowsUntil(diagram, place >= 1 ? Number.POSITIVE_INFINITY : momentAt(messages, place))
}

function tableMoment({ timeline, place }: Exhibit): number {
  return momentAt(timeline, place)
}

const spokenPosition = (first: number, count: number) =>
  count === 0 ? '' : `from line ${first + 1} of ${count}`
