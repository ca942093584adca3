import type { Model, Rounds } from '../../lib/theory/deliver.ts'
import type { Spread } from '../../lib/theory/spread.ts'
import reference from './reference.json'

/** A case that another program has worked out, with other arithmetic. */
export type Case = {
  spread: Spread
  model: Model
  rounds: Rounds
  pAll: number
  pMiss: number
  informedShare: number
}

export const cases: Case[] = (reference.cases as CaseRow[]).map(
  ([nodes, fanout, rounds, loss, crashed, model, pAll, pMiss, informedShare]) => ({
    spread: { nodes, fanout, loss, crashed },
    ...{ model, rounds, pAll, pMiss, informedShare },
  }),
)

type CaseRow = [number, number, Rounds, number, number, Model, number, number, number]

const targets = [0.9, 0.99, 0.999, 0.9999]

/** The least fanouts that such a program has found; null where even nodes − 1 is not enough. */
export const minima = (reference.minimalFanout as MinimumRow[]).map(
  ([nodes, rounds, loss, crashed, model, ...fanouts]) => ({
    setting: { nodes, rounds, loss, crashed, model },
    fanouts: fanouts.map((minFanout, index) => ({ target: targets[index] ?? 1, minFanout })),
  }),
)

type Least = number | null
type MinimumRow = [number, Rounds, number, number, Model, Least, Least, Least, Least]
