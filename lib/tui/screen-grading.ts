import { clip, duration, hang, padEnd } from '../view/text.ts'
import type { Tools } from './screen.ts'
import type { CheckState, RunState } from './state.ts'

/** A grading that goes on: how far it is, and the checks as they stand. */
export function gradingLines(run: RunState, width: number, tools: Tools): string[] {
  const checks = run.checks.flatMap((check) => checkLine(check, run, width, tools))
  return [...progressLines(run, width, tools), ...(checks.length > 0 ? ['', ...checks] : [])]
}

function progressLines(
  { outcome, done, runs, latest, now, startedAt }: RunState,
  width: number,
  tools: Tools,
): string[] {
  const { symbols, paint, spoken } = tools
  // Progress that is read out would be read out again and again.
  if (spoken) return [runs === 0 ? starting : `Grading in ${runs} runs`]
  const running = outcome.kind === 'running'
  const turn = symbols.spinner[Math.floor((now - startedAt) / 120) % symbols.spinner.length] ?? ''
  const sign = running ? `${paint('accent', turn)} ` : ''
  const elapsed = running ? `${symbols.separator}${duration(Math.round((now - startedAt) / 100) * 100)}` : ''
  if (runs === 0) return hang(sign, `${starting}${elapsed}`, width)
  const where = latest === undefined ? '' : `${symbols.separator}${latest.scenario}, seed ${latest.seed}`
  const length = Math.min(width, longestBar)
  const full = Math.round((done / runs) * length)
  const bar = paint('accent', symbols.bar.done.repeat(full)) + symbols.bar.left.repeat(length - full)
  return [clip(`${sign}${done} of ${runs} runs${elapsed}${where}`, width, symbols.ellipsis), bar]
}

/** No check has passed before all runs have; one that failed has failed. */
function checkLine(
  { name, required, failed }: CheckState,
  run: RunState,
  width: number,
  tools: Tools,
): string[] {
  const { symbols, paint } = tools
  const gold = required ? '' : ` ${paint('gold', symbols.star)}`
  const untouched = run.done === 0 ? 'waiting' : 'holds so far'
  const word = failed ? (required ? 'FAILED' : 'no gold') : untouched
  const sign = failed ? (required ? symbols.failed : symbols.noStar) : symbols.nothing
  const tone = failed && required ? 'bad' : 'quiet'
  const mark = width < enoughForWords ? sign : `${sign} ${padEnd(word, untouchedWidth)}`
  return hang(`${paint(tone, mark)} `, `${name}${gold}`, width)
}

const starting = 'Building your program'
const enoughForWords = 60
const longestBar = 60
const untouchedWidth = 'holds so far'.length
