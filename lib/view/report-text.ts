import { relative } from 'node:path'
import type { CheckResult, Diagnosis, Report } from '../grade/report.ts'
import { amounts, checkText } from './check-text.ts'
import { mistakeCommand } from './mistake-text.ts'
import { type Paint, plain, type Tone } from './paint.ts'
import { type Symbols, unicodeSymbols } from './symbols.ts'
import { clean, clip, count, duration, figure, hang, padEnd, padStart, wrap } from './text.ts'
import { wayOn } from './way-on.ts'

export type ReportTextOptions = {
  /** Columns; longer are only lines of what is to be copied whole. */
  width: number
  paint?: Paint
  symbols?: Symbols
  /** The folder that a path within it is shown relative to; others are shown whole. */
  base?: string
  /** The program as it was named with --file, which a replay must name, too. */
  named?: string | undefined
}

/** What a report's parts are written with. */
export type Pen = { width: number; paint: Paint; symbols: Symbols; named?: string | undefined }

/** A whole report as lines of text. */
export function reportText(report: Report, options: ReportTextOptions): string[] {
  const pen = penOf(options)
  const file = wrap(pen.paint('quiet', showPath(clean(report.file), options.base)), pen.width)
  return [
    ...verdictLines(report, pen),
    ...file,
    ...reportDetails(report, options).flatMap((lines) => ['', ...lines]),
  ]
}

/** What follows the verdict, in parts: what went wrong and why, then what did not, then what was measured. */
export function reportDetails(report: Report, options: ReportTextOptions): string[][] {
  const pen = penOf(options)
  const isFailure = ({ required, status }: CheckResult) => required && status === 'failed'
  const parts = [
    problemLines(report, pen),
    ...report.checks.filter(isFailure).map((check) => checkText(check, pen)),
    ...report.mistakes.map((mistake) => diagnosisLines(mistake, report, pen)),
    sayOnce(report.checks.filter((check) => !isFailure(check))).flatMap((check) => checkText(check, pen)),
    metricLines(report, pen),
  ]
  return parts.filter((lines) => lines.length > 0)
}

/** What is the same of several skipped checks in a row is said below the last. */
function sayOnce(checks: CheckResult[]): CheckResult[] {
  return checks.map((check, index) => {
    const next = checks[index + 1]
    const same = check.status === 'skipped' && next?.status === 'skipped' && next.message === check.message
    return same ? { ...check, message: '' } : check
  })
}

function penOf({ width, paint = plain, symbols = unicodeSymbols, named }: ReportTextOptions): Pen {
  return { width, paint, symbols, named }
}

/** The outcome in a sentence, and its sign. */
export function verdictLines(report: Report, { width, paint, symbols }: Pen): string[] {
  const passed = report.verdict === 'passed'
  const tone: Tone = passed ? 'good' : 'bad'
  const sign = `${passed ? symbols.passed : symbols.failed} ${report.task} `
  const stars = report.stars > 0 ? ` ${paint('gold', symbols.star.repeat(report.stars))}` : ''
  return hang(paint(tone, sign), `${paint('strong', verdictSentence(report))}${stars}`, width)
}

/** The outcome in a sentence. */
export function verdictSentence({ verdict, checks, durationMs }: Report): string {
  const took = `(${duration(Math.round(durationMs))})`
  const required = checks.filter((check) => check.required)
  switch (verdict) {
    case 'passed': {
      const judged = required.filter(({ status }) => status === 'passed').length
      if (judged < required.length) return `${oneRun(judged, required.length - judged)} ${took}`
      return `Passed: ${all(required)} ${required.length === 1 ? 'holds' : 'hold'}. ${took}`
    }
    case 'violated': {
      const failed = required.filter(({ status }) => status === 'failed').length
      return `Not yet: ${failed} of ${count(required.length, 'check')} failed. ${took}`
    }
    case 'build-error':
      return 'Your program does not build.'
    case 'threw':
      return 'Your program threw an error.'
    case 'stuck':
      return 'Your program got stuck.'
    case 'out-of-memory':
      return 'Your program ran out of memory.'
    case 'budget-exceeded':
      return 'Your program did more than a run allows.'
    case 'crashed':
      return 'The process that ran your program ended.'
  }
}

function all(required: CheckResult[]): string {
  return required.length === 1 ? 'the one check' : `all ${required.length} checks`
}

function oneRun(judged: number, others: number): string {
  return `Nothing is wrong in this run: ${count(judged, 'check')} ${judged === 1 ? 'holds' : 'hold'}, and ${others} can only be judged on other runs.`
}

function problemLines({ problem, frame }: Report, { width, paint, symbols }: Pen): string[] {
  if (problem === '') return []
  const sentence = wrap(clean(problem), width)
  if (frame === undefined) return sentence
  const code = clean(frame).trimEnd().split('\n')
  return [...sentence, '', ...code.map((line) => paint('code', clip(line, width, symbols.ellipsis)))]
}

function diagnosisLines(mistake: Diagnosis, { task, checks }: Report, pen: Pen): string[] {
  const { slug, title, evidence, cause, fix } = mistake
  const { width, paint } = pen
  const part = (name: string, text: string) =>
    hang(`  ${paint('strong', padEnd(name, 9))}`, clean(text), width)
  return [
    ...hang(paint('warn', 'Mistake  '), `${paint('strong', clean(title))} (${slug})`, width),
    ...part('Seen', `${evidence}${elsewhere(mistake, checks)}`),
    ...part('Cause', cause),
    ...part('Fix', fix),
    ...wayOn(`  ${paint('strong', padEnd('More', 8))}`, mistakeCommand({ slug, task }), pen),
  ]
}

/** Where the evidence was seen, if none of the runs told of above is that run. */
function elsewhere({ scenario, seed, size }: Diagnosis, checks: CheckResult[]): string {
  const isShown = checks.some(
    (check) =>
      check.status === 'failed' &&
      check.required &&
      check.scenario === scenario &&
      check.seed === seed &&
      check.size?.nodes === size.nodes &&
      check.size.requests === size.requests,
  )
  return isShown ? '' : ` (Seen in ${scenario}, seed ${seed}, with ${amounts(size)}.)`
}

function metricLines({ metrics, measured }: Report, { width, paint }: Pen): string[] {
  const entries = Object.entries(metrics).map(([name, value]) => metricText(name, value))
  // A task that is all talk with one node has nothing that is measured in messages.
  const isTalk = Object.entries(metrics).every(([name, value]) => name === 'operations' || value === 0)
  if (isTalk) return []
  const names = Math.max(...entries.map(({ name }) => name.length))
  const values = Math.max(...entries.map(({ text }) => text.length))
  const rows = entries.map(({ name, text }) => `  ${padEnd(name, names)}  ${padStart(text, values)}`)
  return [
    paint(
      'strong',
      measured === undefined ? 'Measured' : `Measured on ${measured.scenario}, seed ${measured.seed}`,
    ),
    ...rows.flatMap((row) => (row.length > width ? wrap(row.trim(), width) : [row])),
  ]
}

/** "medianPropagationMs" is a name for programs; people read "median propagation" and a time. */
function metricText(name: string, value: number): { name: string; text: string } {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase()
  if (!words.endsWith(' ms')) return { name: words, text: figure(value) }
  return { name: words.slice(0, -3), text: duration(value) }
}

/** A path as a person would write it from `base`. */
export function showPath(file: string, base: string | undefined): string {
  if (base === undefined) return file
  const short = relative(base, file)
  return short === '' || short.startsWith('..') ? file : short
}
