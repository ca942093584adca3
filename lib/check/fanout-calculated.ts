import { fanoutByOne, meetsExactly, missByOne } from '../theory/independent-fanout.ts'
import { infectForever } from '../theory/infect-forever.ts'
import { type Asked, bodyText, type Calculation, calculationsIn } from './fanout-requests.ts'
import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'

/** How far a probability in an answer may be from the exact one: it may be rounded to six places. */
const tolerance = 1e-6

/** The smallest fanout, and what is missed with it and with one less. */
export type Solution = { fanout: number; miss: number }

/** Every calculation of the independent model is right: the smallest fanout, found without rounding, and its miss. */
export function calculatesIndependent(run: Run): Finding {
  return calculates(calculationsIn(run, 'independent'), independentSolution, (question, { fanout }) => {
    const { nodes, rounds, target } = question
    const formula = (k: number) => `(1 − ${k}/${nodes - 1})^${rounds} = ${figure(missByOne(question, k))}`
    const chain = [`With a fanout of ${fanout} one node is missed with probability ${formula(fanout)}.`]
    if (target < 1 && meetsExactly(question, fanout, target))
      chain.push(
        `That is exactly ${allowed(target)}, which is 1 − ${target}: the target is met, though rounding may hide it.`,
      )
    if (fanout > 1)
      chain.push(
        `With ${fanout - 1} it is ${formula(fanout - 1)}, more than 1 − ${target} = ${allowed(target)}.`,
      )
    return nodes === 1 ? ['A node alone has nobody to tell and nobody to miss.'] : chain
  })
}

/** Every calculation of the epidemic model is right, by the exact chain. */
export function calculatesEpidemic(run: Run): Finding {
  return calculates(calculationsIn(run, 'epidemic'), epidemicSolution, (question, { fanout }) => {
    if (question.nodes === 1) return ['A node alone has nobody to tell and nobody to miss.']
    const text = (k: number) =>
      `With a fanout of ${k} somebody is missed with probability ${figure(epidemicMiss(question, k))}`
    return fanout > 1 ? [`${text(fanout)}.`, `${text(fanout - 1)}, which is too much.`] : [`${text(fanout)}.`]
  })
}

export function independentSolution(question: Calculation): Solution {
  const fanout = fanoutByOne(question, question.target)
  return { fanout, miss: missByOne(question, fanout) }
}

export function epidemicSolution(question: Calculation): Solution {
  const most = question.nodes - 1
  let fanout = Math.min(1, most)
  // Only telling everybody is sure to tell everybody, however small the chance to miss somebody may become.
  if (question.target === 1) fanout = most
  while (fanout < most && epidemicMiss(question, fanout) > 1 - question.target) fanout++
  return { fanout, miss: epidemicMiss(question, fanout) }
}

/** P(somebody is missed) after the rounds, when every informed node tells `fanout` others in each. */
export function epidemicMiss({ nodes, rounds }: Calculation, fanout: number): number {
  return infectForever({ nodes, fanout, loss: 0, crashed: 0 }, rounds)[rounds]?.pMiss ?? 0
}

function calculates(
  all: Asked<Calculation>[],
  solve: (question: Calculation) => Solution,
  explain: (question: Calculation, solution: Solution) => string[],
): Finding {
  for (const { question, operation, answer } of all) {
    if (answer?.type !== 'calc_fanout_ok') continue
    const solution = solve(question)
    const { min_fanout: fanout, miss_prob: miss } = answer
    if (fanout === solution.fanout && Math.abs((miss as number) - solution.miss) <= tolerance) continue
    const said = `A client asked for ${bodyText(operation.request)}. It was answered ${bodyText(answer)}.`
    const due =
      fanout === solution.fanout
        ? `The fanout is right, and the miss_prob with it is ${figure(solution.miss)}.`
        : `The smallest fanout is ${solution.fanout}, with a miss_prob of ${figure(solution.miss)}.`
    return {
      kind: 'fails',
      at: operation.invokedAt,
      message: `${said} ${due}`,
      chain: explain(question, solution),
    }
  }
  return holds
}

/** 1 − target as people write it, for targets of up to ten places. */
function allowed(target: number): string {
  return String(Number((1 - target).toFixed(10)))
}

function figure(probability: number): string {
  return probability >= 1e-6 || probability === 0
    ? String(Number(probability.toFixed(9)))
    : probability.toPrecision(4)
}
