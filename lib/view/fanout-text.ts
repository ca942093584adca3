import type { Delivery, Model, Rounds } from '../theory/deliver.ts'
import { type Accuracy, promiseOf } from '../theory/promise.ts'
import { underSampling } from '../theory/samplings.ts'
import type { Spread } from '../theory/spread.ts'
import { independent, type Textbook, textbook } from '../theory/textbook.ts'
import { likely, rare, signed } from './chance.ts'
import { count, figure } from './figures.ts'
import type { Paint } from './paint.ts'
import { roundCurve } from './round-curve.ts'
import { simpleHang } from './simple-line.ts'
import { type SimpleTable, simpleTable } from './simple-table.ts'
import type { Symbols } from './symbols.ts'

type Pen = { width: number; paint: Paint; symbols: Symbols }

/** What was asked about, whatever the fanout. */
export type Setting = Omit<Spread, 'fanout'> & { model: Model; rounds: Rounds }

/** A share of simulated runs. */
export type Trials = { trials: number; delivered: number; share: number; low: number; high: number }

type Fanout = {
  question: Setting & { target: number }
  answer: { minFanout: number | null; method: 'exact' | 'hybrid' }
  /** The fanouts to show. */
  rows: { fanout: number; delivery: Delivery }[]
  /** By the least fanout that does it, or by the largest there is. */
  delivery: Delivery
  /** Its P(all), where that is a fraction that can be read. */
  fraction: string | undefined
  trials: Trials | undefined
}

/** The smallest fanout, and all that goes with it. */
export function fanoutText(result: Fanout, pen: Pen): string[] {
  const { question, answer, rows, delivery, fraction, trials } = result
  const { nodes, crashed, rounds, model, target } = question
  const fanout = answer.minFanout ?? nodes - 1
  const { pAll } = delivery.reach
  const spread = { ...question, fanout }
  const verdict = answer.minFanout === null ? notEnough(target, fanout) : enough(target, fanout)
  return [
    ...simpleHang('', settingText(question), pen.width),
    ...simpleHang('', verdict, pen.width).map((line) => pen.paint('title', line)),
    ...textbookVerdict(question, pen),
    '',
    ...fanoutTable(rows, answer.minFanout, question, pen),
    ...(fraction === undefined ? [] : ['', `P(all) with K = ${fanout} is exactly ${fraction}.`]),
    ...trialsLines(trials, pAll, pen),
    ...(rounds === 'inf' ? [] : ['', ...informedCurve(delivery, nodes - crashed, pen)]),
    ...between(formulaTable(textbook(spread, model, rounds), pAll, pen)),
    ...between(samplingLines(spread, model, rounds, pen)),
    ...between(
      simpleHang('', promiseText(answer.method, promiseOf(spread, answer.method, rounds)), pen.width),
    ),
  ]
}

/** What comes of taking the formula of the last column for the chance that anybody is missed. */
function textbookVerdict({ target, ...setting }: Fanout['question'], { width }: Pen): string[] {
  const { rounds, nodes } = setting
  if (rounds === 'inf' || nodes === 1 || target === 1) return []
  // (1 − K ÷ (N − 1))^R ≤ 1 − target, solved for K.
  const fanout = Math.ceil((nodes - 1) * (1 - (1 - target) ** (1 / rounds)) - 1e-9)
  const ignored = setting.loss > 0 ? ` ${knowsNoLoss}` : ''
  return simpleHang('', `${textbookAsks(Math.max(1, fanout))}${ignored}`, width)
}

function between(lines: string[]): string[] {
  return lines.length === 0 ? [] : ['', ...lines]
}

/** What was assumed, in one sentence. */
function settingText({ nodes, crashed, loss, model, rounds }: Setting): string {
  const down = crashed === 0 ? '' : `, ${figure(crashed)} of them crashed`
  const lost = loss === 0 ? '' : `; each message is lost with probability ${loss}`
  const until = rounds === 'inf' ? 'until nobody is left to send' : `for ${count(rounds, 'round')}`
  const who = model === 'forever' ? everyRound : justOnce
  return `${count(nodes, 'node')}${down}; ${who} ${until}${lost}.`
}

/** The table over K. `chosen` is the row to look at. */
function fanoutTable(
  rows: Fanout['rows'],
  chosen: number | null,
  setting: Setting,
  { width, paint, symbols }: Pen,
): string[] {
  const alive = setting.nodes - setting.crashed
  const cells = rows.map(({ fanout, delivery: { reach, messages } }) => [
    `${fanout === chosen ? symbols.pointer : ' '} ${figure(fanout)}`,
    likely(reach.pAll),
    rare(reach.pMiss),
    likely(1 - reach.missed / alive),
    figure(Math.round(messages)),
    rare(independent({ ...setting, fanout }, setting.rounds)),
  ])
  const head = ['K', 'P(all)', 'P(missed)', 'coverage', 'messages', '(1-K/(N-1))^R']
  return simpleTable({ head, rows: cells, align: head.map(() => 'right' as const) }, width, paint)
}

/** A simulation beside the chance that was worked out. */
export function trialsLines(trials: Trials | undefined, pAll: number, { width }: Pen): string[] {
  if (trials === undefined) return []
  const { delivered, trials: all, share, low, high } = trials
  const holds = pAll >= low && pAll <= high ? agrees : differs
  const measured = `${figure(delivered)} of ${count(all, 'simulated run')} informed everybody: ${likely(share)}`
  return [
    '',
    ...simpleHang(
      '',
      `${measured}, so P(all) is in ${likely(low)} … ${likely(high)} (Wilson, 99 %). ${holds}`,
      width,
    ),
  ]
}

/** What the formulas of textbooks give, and how far they are from the chance that was worked out. */
function formulaTable(formulas: Textbook[], pAll: number, { width, paint }: Pen): string[] {
  if (formulas.length === 0) return []
  const rows = formulas.map(({ name, formula, pAll: says }) => [
    name,
    formula,
    likely(says),
    signed(says - pAll),
  ])
  const head = ['often printed', 'formula', 'P(all)', 'error']
  const align: SimpleTable['align'] = ['left', 'left', 'right', 'right']
  return simpleTable({ head, rows, align }, width, paint)
}

/** More nodes take longer, and differ less. */
const mostSampled = 200

/** The chances by how a sender picks. */
function samplingLines(spread: Spread, model: Model, rounds: Rounds, { width }: Pen): string[] {
  if (model === 'once' || rounds === 'inf' || spread.nodes > mostSampled || spread.fanout < 2) return []
  const parts = samplings.map(
    ({ name, sampling }) => `${name} ${underSampling(spread, rounds, sampling).toFixed(3)}`,
  )
  return simpleHang('', `${samplingMatters} ${parts.join(', ')}.`, width)
}

/** The expected curve of informed nodes. */
export function informedCurve(
  { byRound }: Delivery,
  alive: number,
  { width, height = 8, paint, symbols }: Pen & { height?: number },
): string[] {
  const informed = byRound.map(({ missed }) => alive - missed)
  const size = { width: Math.min(width, 72), height }
  return roundCurve(informed, alive, { ...size, paint, symbols, caption: 'nodes informed, expected' })
}

/** How it was worked out, and how far that can be off. */
export function promiseText(method: 'exact' | 'hybrid', promise: Accuracy): string {
  const how = method === 'exact' ? exactly : byHybrid
  if (promise === undefined) return `${how} ${noPromise}`
  return method === 'exact'
    ? `${how} P(missed) is right to a relative ${power(promise.pMiss)}.`
    : `${how} P(all) is right within ${power(promise.pAll)}, P(missed) to a relative ${power(promise.pMiss)}.`
}

/** "5e-6" */
function power(number: number): string {
  return Number(number.toPrecision(2)).toExponential()
}

const samplings = [
  { name: 'distinct others (meant above)', sampling: { distinct: true, self: false } },
  { name: 'with replacement', sampling: { distinct: false, self: false } },
  { name: 'distinct, itself included', sampling: { distinct: true, self: true } },
  { name: 'both', sampling: { distinct: false, self: true } },
]

const enough = (target: number, fanout: number) =>
  `The smallest K with P(everybody is informed) at least ${target} is ${fanout}.`
const notEnough = (target: number, fanout: number) =>
  `No K is enough for ${target}: not even all ${fanout} others reach it in this time.`
const textbookAsks = (fanout: number) =>
  `The textbook's (1-K/(N-1))^R, which is the chance that one node pushing alone misses one given node, asks for ${figure(fanout)}.`
const agrees = 'It agrees.'
const differs = 'The chance worked out is outside, which happens to 1 of 100 right ones.'
const samplingMatters = 'P(all) by how a sender picks its K:'
const everyRound = 'every informed node sends to K distinct others in every round,'
const justOnce = 'a node sends to K distinct others, once, in the round after it learned,'
const exactly = 'Worked out exactly.'
const byHybrid = 'Worked out exactly while few are informed, by mean and variance after that.'
const noPromise = 'How far that can be off has been measured for fanouts up to 20 and 200 rounds only.'
const knowsNoLoss = 'It knows nothing of lost messages.'
