import { type Lesson, lessonsOf } from './exchanges.ts'
import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { count, time } from './words.ts'

/** Exchanges that taught somebody. In so many, where both sides hold something new, both learn in some. */
const enough = 12

/** All exchanges of a run taught the one who had begun them, or all taught the others. */
export type OneWay = { learner: 'beginner' | 'other'; exchanges: number; first: Lesson }

/** Of the many exchanges of a run some bring the one who begins them up to date, and some the one who is asked. */
export function learnsBothWays(run: Run): Finding {
  const found = oneWayIn(run)
  if (found === undefined) return holds
  const { learner, exchanges, first } = found
  const { learn, beginner } = first
  const [never, rule] =
    learner === 'other'
      ? ['never the node that had begun it', 'Whoever begins one must also take what the other holds more.']
      : [
          'never the node that was asked',
          'Whoever is asked must also get what the one who begins holds more.',
        ]
  return {
    kind: 'fails',
    at: learn.at,
    message: `${count(exchanges, 'exchange')} taught somebody something, and ${never} learned from it: the first was begun by ${beginner}, and at ${time(learn.at)} ${learn.node} learned ${learnedIn(run, first)} from it. ${rule}`,
  }
}

export function oneWayIn(run: Run): OneWay | undefined {
  const lessons = lessonsOf(run)
  const exchanges = new Set(lessons.map(({ begun }) => begun)).size
  const [first] = lessons
  if (first === undefined || exchanges < enough) return undefined
  const learner = first.learn.node === first.beginner ? 'beginner' : 'other'
  const differs = lessons.some(
    ({ learn, beginner }) => (learn.node === beginner) !== (learner === 'beginner'),
  )
  return differs ? undefined : { learner, exchanges, first }
}

function learnedIn(run: Run, { learn }: Lesson): string {
  const values = run.trace.events.filter(
    (event) => event.kind === 'learn' && event.node === learn.node && event.cause === learn.cause,
  )
  return count(values.length, 'value')
}
