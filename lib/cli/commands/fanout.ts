import type { Epidemic } from '../../epidemic/epidemic.ts'
import type { Delivery, Rounds } from '../../theory/deliver.ts'
import { type Answer, minimumFanout } from '../../theory/minimum-fanout.ts'
import { type FewestRounds, minimumRounds } from '../../theory/minimum-rounds.ts'
import { promiseOf } from '../../theory/promise.ts'
import { independent } from '../../theory/textbook.ts'
import type { Call } from '../command.ts'
import { type FanoutQuestion, fanoutQuestion } from '../fanout-question.ts'
import type { MonteCarlo } from '../monte-carlo.ts'

type ForFanout = Extract<FanoutQuestion, { solve: 'fanout' }>
type ForRounds = Extract<FanoutQuestion, { solve: 'rounds' }>

export async function run(call: Call): Promise<number> {
  const question = fanoutQuestion(call.options)
  if (question.solve === 'rounds') await solveRounds(question, call)
  else await solveFanout(question, call)
  return 0
}

async function solveFanout(question: ForFanout, call: Call): Promise<void> {
  const { options, context } = call
  const answer = minimumFanout(question)
  const fanout = answer.minFanout ?? question.nodes - 1
  const rows = rowsAround(fanout, question.nodes).map((k) => ({ fanout: k, delivery: answer.at(k) }))
  const trials = await trialsOf({ ...question, fanout }, question.rounds, call)
  if (options.json) {
    context.print(JSON.stringify(jsonFanout(question, answer, rows, trials), null, 2))
    return
  }
  const { fanoutText } = await import('../../view/fanout-text.ts')
  const delivery = answer.at(fanout)
  const fraction = await fractionOf({ ...question, fanout }, question.rounds)
  context.print(...fanoutText({ question, answer, rows, delivery, fraction, trials }, context.pen))
}

async function solveRounds(question: ForRounds, call: Call): Promise<void> {
  const { options, context } = call
  const found = minimumRounds(question, question.mostRounds)
  const trials = await trialsOf(question, found.minRounds ?? found.delivery.byRound.length - 1, call)
  if (options.json) {
    context.print(JSON.stringify(jsonRounds(question, found, trials), null, 2))
    return
  }
  const { roundsText } = await import('../../view/rounds-text.ts')
  context.print(...roundsText({ question, found, trials }, context.pen))
}

/** Two fanouts on either side. */
function rowsAround(fanout: number, nodes: number): number[] {
  const first = Math.max(Math.min(1, nodes - 1), fanout - 2)
  const last = Math.min(nodes - 1, fanout + 2)
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

async function trialsOf(
  { nodes, fanout, loss, crashed, model }: FanoutQuestion & { fanout: number },
  rounds: Rounds,
  { options, context }: Call,
): Promise<MonteCarlo | undefined> {
  if (options.trials === undefined) return undefined
  const { monteCarlo } = await import('../monte-carlo.ts')
  const epidemic: Epidemic = {
    ...{ nodes, fanout, loss, crashed },
    calls: model === 'forever' ? 'push' : 'once',
    rounds: rounds === 'inf' ? Number.POSITIVE_INFINITY : rounds,
  }
  return monteCarlo(epidemic, options.trials, options.seed ?? 1, context)
}

/** For a few nodes and rounds the chance is a fraction that can be read. Bringing in the package takes a moment. */
async function fractionOf(
  question: ForFanout & { fanout: number },
  rounds: Rounds,
): Promise<string | undefined> {
  if (question.nodes > 10 || question.model !== 'forever' || rounds === 'inf') return undefined
  const { asFraction } = await import('../../theory/fraction.ts')
  return asFraction(question, rounds)
}

function jsonFanout(
  question: ForFanout,
  { minFanout, method }: Answer,
  rows: { fanout: number; delivery: Delivery }[],
  trials: MonteCarlo | undefined,
) {
  const { nodes, target, rounds, loss, crashed, model } = question
  const promise = promiseOf({ ...question, fanout: minFanout ?? nodes - 1 }, method, rounds)
  return {
    ...{ nodes, target, rounds, loss, crashed, model, method, promise: promise ?? null, minFanout },
    table: rows.map(({ fanout, delivery: { reach, messages } }) => ({
      fanout,
      pAll: reach.pAll,
      pMiss: reach.pMiss,
      coverage: 1 - reach.missed / (nodes - crashed),
      messages,
      independent: independent({ ...question, fanout }, rounds),
    })),
    ...(trials && { trials }),
  }
}

function jsonRounds(
  question: ForRounds,
  { minRounds, method, delivery }: FewestRounds,
  trials: MonteCarlo | undefined,
) {
  const { nodes, target, fanout, loss, crashed, model } = question
  return {
    ...{ nodes, target, fanout, loss, crashed, model, method },
    ...{ promise: promiseOf(question, method, delivery.byRound.length - 1) ?? null, minRounds },
    table: delivery.byRound.map(({ pAll, pMiss, missed }, rounds) => ({
      ...{ rounds, pAll, pMiss, coverage: 1 - missed / (nodes - crashed) },
      independent: independent(question, rounds),
    })),
    ...(trials && { trials }),
  }
}
