import type { Report } from '../grade/report.ts'
import { afterGrading } from '../view/after-grading.ts'
import { propagation } from '../view/propagation.ts'
import { reportDetails, verdictLines } from '../view/report-text.ts'
import type { Symbols } from '../view/symbols.ts'
import { hang, justify, padEnd, within, wrap } from '../view/text.ts'
import { verdictName } from '../view/verdict.ts'
import type { Layout } from './layout.ts'
import { messagesPane } from './pane-messages.ts'
import { type Panes, panesOf } from './panes.ts'
import type { ScreenView, Tools } from './screen.ts'
import { gradingLines } from './screen-grading.ts'
import { hintLines, position } from './screen-task.ts'
import type { Exhibit, RunState, State } from './state.ts'
import { momentAt } from './timeline.ts'

/** A grading: its checks while it goes on, then the result beside the run that shows it. */
export function runScreen(state: State, layout: Layout, tools: Tools): ScreenView {
  const { run, task } = state
  if (run === undefined || task === undefined) return { title: '', aside: '', body: [], info: '' }
  const panes = panesOf(run, layout, tools.spoken)
  const { exhibit } = run
  const title = `${task.task.number} ${task.task.title}`
  const aside = asideOf(run, tools) + (task.watching ? `${tools.symbols.separator}watching` : '')
  const table = panes.table && exhibit ? tableLines(exhibit, panes, tools) : []
  if (panes.messages !== undefined && exhibit !== undefined) {
    const messages = messagesPane(exhibit, panes.messages, tools, panes.table !== undefined)
    const info = messagesInfo(exhibit, messages.position, layout.width, tools)
    return { title, aside, body: [...table, ...messages.lines], info }
  }
  const { lines } = runDocument(state, layout, tools)
  const height = panes.report?.height ?? 0
  const report = lines.slice(run.scroll, run.scroll + height)
  const body = arrange(report, table, panes, tools)
  if (panes.report === undefined) return { title, aside, body, info: playingState(run, tools) }
  return { title, aside, body, info: position(run.scroll, height, lines.length, tools) }
}

/** All that the result's pane says, and the line that each hint begins on. */
export function runDocument(
  { run, task }: State,
  layout: Layout,
  tools: Tools,
): { lines: string[]; hintsAt: number[] } {
  if (run === undefined || task === undefined) return { lines: [], hintsAt: [] }
  const { width } = panesOf(run, layout, tools.spoken).report ?? layout
  const lines = outcomeLines(run, width, tools)
  const hints = run.outcome.kind === 'running' ? [] : hintLines(task, width, tools)
  const hintsAt = hints.map((_, index) => lines.length + hints.slice(0, index).flat().length + 1)
  return { lines: [...lines, ...hints.flat()], hintsAt }
}

/** How many lines of the result are seen at once. */
export function runTextHeight(run: RunState, layout: Layout, { spoken }: Tools): number {
  return panesOf(run, layout, spoken).report?.height ?? 0
}

function outcomeLines(run: RunState, width: number, tools: Tools): string[] {
  const { outcome } = run
  switch (outcome.kind) {
    case 'running':
      return gradingLines(run, width, tools)
    case 'graded':
      return tools.remember([outcome.report, width], () => gradedLines(outcome.report, width, tools))
    case 'stopped':
      return [...wrap(stopped, width), '', ...gradingLines(run, width, tools)]
    case 'broke':
      return [
        ...hang(tools.paint('bad', `${tools.symbols.failed} `), outcome.ours ? ourDoing : notBegun, width),
        '',
        ...within(outcome.problem, width),
      ]
  }
}

function gradedLines(report: Report, width: number, { paint, symbols }: Tools): string[] {
  const details = reportDetails(report, { width, paint, symbols })
  const parts = [...details, afterGrading(report)].flatMap((lines) => ['', ...lines])
  const lines = [...verdictLines(report, { width, paint, symbols }), ...parts]
  return lines.flatMap((line) => within(line, width))
}

/** The run at its moment; below a result, behind a line that names it. */
function tableLines(exhibit: Exhibit, { report, table }: Panes, tools: Tools): string[] {
  const { spread, timeline, place, since } = exhibit
  const { width, height } = table ?? { width: 0, height: 0 }
  const { symbols, paint, spoken } = tools
  const at = momentAt(timeline, place)
  const divided = report !== undefined
  const options = {
    width,
    height: divided ? height - 1 : height,
    paint,
    symbols,
    ...(since !== undefined && { since }),
  }
  const [head = '', ...rows] = propagation(spread, at, options)
  if (spoken && divided) return [`The run shown: ${nameOf(exhibit)}`, head]
  return divided ? [dividerLine(exhibit, width, tools), head, ...rows] : [head, ...rows]
}

function dividerLine(exhibit: Exhibit, width: number, { symbols, paint }: Tools): string {
  const text = `${symbols.rule.repeat(2)} ${nameAndMotion(exhibit, symbols)} `
  return paint('quiet', text + symbols.rule.repeat(Math.max(0, width - text.length)))
}

function playingState({ exhibit }: RunState, { symbols }: Tools): string {
  return exhibit === undefined ? '' : nameAndMotion(exhibit, symbols)
}

/** With little room the run's name, which the result says too, gives way. */
function messagesInfo(exhibit: Exhibit, position: string, width: number, { symbols, spoken }: Tools): string {
  const whole = nameAndMotion(exhibit, symbols)
  if (spoken) return whole + symbols.separator + position
  const left = whole.length + 1 + position.length <= width ? whole : motionOf(exhibit, symbols)
  return justify(left, position, width, symbols.ellipsis)
}

function nameAndMotion(exhibit: Exhibit, symbols: Symbols): string {
  return `${nameOf(exhibit)}${symbols.separator}${motionOf(exhibit, symbols)}`
}

/** Says by sign and word whether time is passing in it. */
function motionOf({ playing, place }: Exhibit, symbols: Symbols): string {
  return playing ? `${symbols.play} playing` : place < 1 ? `${symbols.pause} paused` : 'played'
}

function nameOf({ scenario, seed }: Exhibit): string {
  return `${scenario}, seed ${seed}`
}

/** One above the other, or side by side. The run follows a short result at once. */
function arrange(
  report: string[],
  table: string[],
  { beside, report: room }: Panes,
  { symbols, paint }: Tools,
): string[] {
  if (room === undefined) return table
  if (!beside) return report.length < room.height ? [...report, '', ...table] : [...report, ...table]
  const bar = paint('quiet', symbols.axis.upright)
  return Array.from(
    { length: room.height },
    (_, row) => `${padEnd(report[row] ?? '', room.width)} ${bar} ${table[row] ?? ''}`,
  )
}

function asideOf({ outcome, done, runs }: RunState, { paint, symbols, spoken }: Tools): string {
  switch (outcome.kind) {
    case 'running':
      return runs === 0 || spoken ? 'being graded' : `${done} of ${runs} runs`
    case 'stopped':
      return 'stopped'
    case 'broke':
      return paint('bad', `${symbols.failed} not graded`)
    case 'graded':
      return verdictWord(outcome.report, symbols, paint)
  }
}

function verdictWord(
  { verdict, stars, checks }: Report,
  symbols: Tools['symbols'],
  paint: Tools['paint'],
): string {
  switch (verdict) {
    case 'passed':
      return (
        paint('good', `${symbols.passed} passed`) +
        (stars > 0 ? ` ${paint('gold', symbols.star.repeat(stars))}` : '')
      )
    case 'violated': {
      const failed = checks.filter(({ required, status }) => required && status === 'failed').length
      return paint('bad', `${symbols.failed} ${failed} ${failed === 1 ? 'check' : 'checks'} failed`)
    }
    case 'build-error':
    case 'threw':
    case 'stuck':
    case 'out-of-memory':
    case 'budget-exceeded':
    case 'crashed':
      return paint('bad', `${symbols.failed} ${verdictName(verdict)}`)
  }
}

const stopped = 'Stopped before the end. What was seen until then:'
const ourDoing = 'There is no verdict, and that is not your program’s doing.'
const notBegun = 'There is no verdict yet.'
