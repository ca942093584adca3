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

/** The fanout is right, but for questions whose target is met exactly: there it is too large. */
export function missesExactTargets(run: Run): string | undefined {
  const all = answered(run)
  const wrong = all.filter(({ said, right }) => said !== right)
  const isDrift = ({ question, said, right }: Answered) =>
    said > right && meetsExactly(question, right, question.target)
  const [first] = wrong
  if (first === undefined || !wrong.every(isDrift)) return undefined
  const { question, operation, said, right } = first
  const exact = all.filter((one) => meetsExactly(one.question, one.right, one.question.target))
  return `${wrong.length} of the ${exact.length} targets in this run that are met exactly were taken for missed, and no other: for ${bodyText(operation.request)} the answer was ${said}. With ${right} the miss is exactly 1 − ${question.target}.`
}

function isEnd(fanout: number, { nodes }: Calculation): boolean {
  return fanout === 1 || fanout === nodes - 1
}
