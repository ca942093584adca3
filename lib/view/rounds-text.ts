import type { Model } from '../theory/deliver.ts'
import type { FewestRounds } from '../theory/minimum-rounds.ts'
import { promiseOf } from '../theory/promise.ts'
import type { Spread } from '../theory/spread.ts'
import { independent } from '../theory/textbook.ts'
import { likely, rare } from './chance.ts'
import { informedCurve, promiseText, type Trials, trialsLines } from './fanout-text.ts'
import { count, figure } from './figures.ts'
import type { Paint } from './paint.ts'
import { simpleHang } from './simple-line.ts'
import { simpleTable } from './simple-table.ts'
import type { Symbols } from './symbols.ts'

type Pen = { width: number; paint: Paint; symbols: Symbols }

type Fewest = {
  question: Spread & { model: Model; target: number }
  found: FewestRounds
  trials: Trials | undefined
}

/** The fewest rounds, and the rounds on the way. */
export function roundsText({ question, found, trials }: Fewest, pen: Pen): string[] {
  const { nodes, crashed, loss, fanout, model, target } = question
  const { minRounds, delivery, method } = found
  const shown = minRounds === null ? delivery.byRound : delivery.byRound.slice(0, minRounds + 2)
  const first = Math.max(0, shown.length - mostRows)
  const rows = shown
    .slice(first)
    .map(({ pAll, pMiss, missed }, index) => [
      `${first + index === minRounds ? pen.symbols.pointer : ' '} ${first + index}`,
      ...[likely(pAll), rare(pMiss), likely(1 - missed / (nodes - crashed))],
      rare(independent(question, first + index)),
    ])
  const head = ['R', 'P(all)', 'P(missed)', 'coverage', '(1-K/(N-1))^R']
  const verdict = minRounds === null ? never(target) : fewest(target, minRounds)
  const at = delivery.byRound[minRounds ?? delivery.byRound.length - 1]
  return [
    ...simpleHang(
      '',
      `${count(nodes, 'node')}, ${figure(crashed)} crashed, loss ${loss}, K = ${fanout}, ${sends[model]}`,
      pen.width,
    ),
    ...simpleHang('', verdict, pen.width).map((line) => pen.paint('title', line)),
    '',
    ...simpleTable({ head, rows, align: head.map(() => 'right' as const) }, pen.width, pen.paint),
    ...trialsLines(trials, at?.pAll ?? 0, pen),
    '',
    ...informedCurve({ ...delivery, byRound: shown }, nodes - crashed, pen),
    '',
    ...simpleHang(
      '',
      promiseText(method, promiseOf(question, method, delivery.byRound.length - 1)),
      pen.width,
    ),
  ]
}

const mostRows = 20

const sends: { [model in Model]: string } = {
  forever: 'and every informed node sends in every round.',
  once: 'and a node sends once, in the round after it learned.',
}
const fewest = (target: number, rounds: number) =>
  `P(everybody is informed) is at least ${target} after ${count(rounds, 'round')}, and not before.`
const never = (target: number) =>
  `P(everybody is informed) does not get to ${target}, however many the rounds.`
