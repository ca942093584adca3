import type { Reach } from './spread.ts'

/** What a chain found, and what chance it let go of on the way. */
export type Attempt<Result> = { result: Result; last: Reach; dropped: number }

/** Relative error of pMiss, and of pAll, that letting go of negligible chances may cause. */
const tolerance = 1e-12
/** A pAll below is as good as none, and its own digits are not looked after. */
const leastCaredFor = 1e-50
/** Chances that an attempt may let go of, one by one; the last attempt keeps everything. */
const negligibles = [1e-30, 1e-120, 0]
/** With so few live nodes nothing is worth letting go of. */
const fewAlive = 300

/**
 * Lets `attempt` drop negligible chances, and has it done again with less to be dropped until that cannot have cost a
 * digit of the result: a P(miss) of 10⁻⁴⁰ is as exact as one of 0.4. Passes an attempt that gave up on.
 */
export function precisely<Result>(
  alive: number,
  attempt: (negligible: number) => Attempt<Result> | undefined,
): Result | undefined {
  for (const negligible of alive <= fewAlive ? [0] : negligibles) {
    const made = attempt(negligible)
    if (made === undefined) return undefined
    const { result, last, dropped } = made
    const enough =
      dropped <= tolerance * last.pMiss && (last.pAll < leastCaredFor || dropped <= tolerance * last.pAll)
    if (enough || dropped === 0) return result
  }
  throw new Error('an attempt that may drop nothing has dropped something')
}
