import stringWidth from 'string-width'
import type { CheckResult, RunSize } from '../grade/report.ts'
import type { Tone } from './paint.ts'
import type { Pen } from './report-text.ts'
import type { Symbols } from './symbols.ts'
import { clean, duration, hang, padEnd, wrap } from './text.ts'
import { wayOn } from './way-on.ts'

/** One check: its outcome and name, and what was measured or how it failed, below it or on the same line. */
export function checkText(check: CheckResult, pen: Pen): string[] {
  const { paint, width } = pen
  const { sign, word, tone } = checkMark(check, pen.symbols)
  const head = `${paint(tone, `${sign} ${padEnd(word, 7)}`)} `
  const name = paint('strong', check.name)
  const line = `${head}${name}  ${paint('quiet', clean(check.message))}`
  if (check.status === 'passed' && stringWidth(line) <= width) return [line.trimEnd()]
  return [...hang(head, name, width), ...details(check, pen)]
}

/** The sign and the word for a check's outcome. A gold check is won or not: it cannot fail the task. */
function checkMark(
  { status, required }: Pick<CheckResult, 'status' | 'required'>,
  symbols: Symbols,
): { sign: string; word: string; tone: Tone } {
  switch (status) {
    case 'passed':
      return required
        ? { sign: symbols.passed, word: 'passed', tone: 'good' }
        : { sign: symbols.star, word: 'gold', tone: 'gold' }
    case 'failed':
      return required
        ? { sign: symbols.failed, word: 'FAILED', tone: 'bad' }
        : { sign: symbols.noStar, word: 'no gold', tone: 'quiet' }
    case 'skipped':
      return { sign: symbols.skipped, word: 'skipped', tone: 'quiet' }
  }
}

function details(check: CheckResult, { width, paint, named }: Pen): string[] {
  const indent = width >= 60 ? 10 : 2
  const inside = (lines: string[]) => lines.map((line) => (line === '' ? '' : ' '.repeat(indent) + line))
  const room = Math.max(10, width - indent)
  if (check.status !== 'failed')
    return inside(check.message === '' ? [] : wrap(paint('quiet', clean(check.message)), room))
  const lines = wrap(clean(check.message), room)
  const steps = check.chain.flatMap((step, index) =>
    hang(`${String(index + 1).padStart(3)}. `, clean(step), room),
  )
  if (steps.length > 0) lines.push(...steps)
  const run = runOf(check)
  if (run !== '') lines.push(...wrap(paint('quiet', run), room))
  if (check.replay !== undefined)
    lines.push(...wayOn('Replay it:', replayCommand(check.replay, named), { width: room, paint }))
  return inside(lines)
}

function runOf({ scenario, seed, at, size, shrunkFrom }: CheckResult): string {
  if (scenario === undefined) return ''
  const which = seed === undefined ? scenario : `${scenario}, seed ${seed}`
  const since = at === undefined ? '' : `; wrong from ${duration(at)} on`
  if (size === undefined || shrunkFrom === undefined) return `Smallest failing run: ${which}${since}.`
  const less = `made smaller, from ${amounts(shrunkFrom)} to ${amounts(size)}`
  return `Shown by ${which}, ${less}${since}.`
}

export function amounts({ nodes, requests }: RunSize): string {
  return `${nodes} ${nodes === 1 ? 'node' : 'nodes'} and ${requests} ${requests === 1 ? 'request' : 'requests'}`
}

function replayCommand(replay: string, named: string | undefined): string {
  const command = `npx workbench replay ${replay}`
  return named === undefined ? command : `${command} --file ${shellWord(clean(named))}`
}

/** A file's name as a shell takes it for one word. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
