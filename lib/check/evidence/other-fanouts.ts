import { meetsExactly } from '../../theory/independent-fanout.ts'
import { independentSolution } from '../fanout-calculated.ts'
import { type Asked, bodyText, type Calculation, calculationsIn } from '../fanout-requests.ts'
import type { Run } from '../run.ts'

/** With fewer questions, one wrong formula may look like another. */
const enough = 20
/** A wrong program may also round: not every answer must be what its formula gives. */
const most = 0.9

type Answered = Asked<Calculation> & { said: number; right: number }

/** The questions of the independent model that leave a choice, with what was answered and what is right. */
function answered(run: Run): Answered[] {
  return calculationsIn(run, 'independent').flatMap((asked) => {
    const { question, answer } = asked
    const said = answer?.min_fanout
    const isOpen = question.nodes > 2 && question.target > 0 && question.target < 1
    if (!isOpen || typeof said !== 'number') return []
    return [{ ...asked, said, right: independentSolution(question).fanout }]
  })
}

/** Nearly all the fanouts are what a wrong formula gives, and not what is right. */
export function answersBy(
  run: Run,
  name: string,
  wrong: (question: Calculation) => number,
): string | undefined {
  const all = answered(run)
  const asWrong = all.filter(({ question, said }) => said === wrong(question))
  const telling = asWrong.find(({ said, right }) => said !== right)
  if (telling === undefined || all.length < enough || asWrong.length < most * all.length) return undefined
  const { operation, said, right } = telling
  return `Of ${all.length} fanouts ${asWrong.length} are what ${name} gives. For ${bodyText(operation.request)} the answer was ${said}, and ${right} is right.`
}

/** All fanouts are one too large, or all are one too small, as far as they can be. */
export function answersNextTo(run: Run): string | undefined {
  const all = answered(run)
  if (all.length < enough) return undefined
  for (const step of [1, -1]) {
    const off = all.filter(({ said, right }) => said === right + step)
    const clamped = all.filter(({ said, right, question }) => said === right && isEnd(right, question))
    const [first] = off
    if (first === undefined || off.length + clamped.length < most * all.length) continue
    const size = step === 1 ? 'larger' : 'smaller'
    return `Of ${all.length} fanouts ${off.length} are one ${size} than they should be: for ${bodyText(first.operation.request)} the answer was ${first.said}, and ${first.right} is right.`
  }
  return undefined
}

/** With fewer such targets, rounding may make strictness of it, or the other way round. */
const leastExact = 3

/** The fanouts are right, but for questions whose target is met exactly: some of these are taken for missed. */
type Missed = { first: Answered; missed: number; exact: Answered[]; isMissed: (one: Answered) => boolean }

function exactlyMissed(run: Run): Missed | undefined {
  const all = answered(run)
  const isExact = (one: Answered) => meetsExactly(one.question, one.right, one.question.target)
  const wrong = all.filter(({ said, right }) => said !== right)
  const [first] = wrong
  if (first === undefined || !wrong.every((one) => one.said > one.right && isExact(one))) return undefined
  const isMissed = ({ said, right }: Answered) => said !== right
  return { first, missed: wrong.length, exact: all.filter(isExact), isMissed }
}

/**
 * Whether a computer holds the miss and all on the way to it exactly, as it does halves of halves; then nothing is
 * rounded, and only the comparison can take the target for missed. 1 − target may still be rounded.
 */
function isBinary({ question: { nodes, target } }: Answered): boolean {
  return Number.isInteger(Math.log2(nodes - 1)) && Number.isInteger(target * 2 ** 30)
}

/** Targets that need no rounding are met, and of those that need it some are missed. */
export function missesExactTargets(run: Run): string | undefined {
  const found = exactlyMissed(run)
  if (found === undefined) return undefined
  const binary = found.exact.filter(isBinary)
  if (binary.length < leastExact || binary.some(found.isMissed)) return undefined
  const { first, missed, exact } = found
  return `Of ${exact.length} targets in this run that are met exactly, ${missed} were taken for missed, and no other; of the ${binary.length} among them that a computer need not round, none. For ${textOf(first)} the answer was ${first.said}. With ${first.right} the miss is exactly 1 − ${first.question.target}.`
}

/** Targets that are met exactly are taken for missed, also where nothing is rounded. */
export function wantsMoreThanTarget(run: Run): string | undefined {
  const found = exactlyMissed(run)
  if (found === undefined) return undefined
  const binary = found.exact.filter(isBinary)
  if (binary.length < leastExact || !binary.every(found.isMissed)) return undefined
  const one = binary[0] ?? found.first
  return `Of ${found.exact.length} targets in this run that are met exactly, ${found.missed} were taken for missed, among them all ${binary.length} that a computer need not round. For ${textOf(one)} the answer was ${one.said}. With ${one.right} the miss is exactly 1 − ${one.question.target}.`
}

function textOf({ operation }: Answered): string {
  return bodyText(operation.request)
}

function isEnd(fanout: number, { nodes }: Calculation): boolean {
  return fanout === 1 || fanout === nodes - 1
}
