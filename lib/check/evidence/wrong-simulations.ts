import { reachOfWave } from '../../theory/forward-once.ts'
import { infectAndDie } from '../../theory/infect-and-die.ts'
import { infectForever } from '../../theory/infect-forever.ts'
import { bodyText } from '../fanout-requests.ts'
import { deliveredIn, isPlausibleMean, type Pool, poolsIn } from '../gossip-simulated.ts'
import type { Run } from '../run.ts'
import { plausibleCounts } from '../statistics/plausible-counts.ts'
import { count, number } from '../words.ts'

/** What dice do less often is not taken for theirs; evidence need not be as sure as a verdict. */
const unlikely = 1e-5

/** Where something is left to chance, and there are enough trials to see it. */
function telling(run: Run): Pool[] {
  return poolsIn(run).filter(({ question: { nodes, fanout }, trials }) => fanout < nodes - 1 && trials >= 100)
}

/**
 * The shares are those of gossip in which a node speaks only in the round after it was told. To tell the same peers
 * again in every later round comes to the same.
 */
export function simulatesForwardOnce(run: Run): string | undefined {
  const pools = telling(run)
  let sample: Pool | undefined
  for (const pool of pools) {
    const { nodes, fanout, rounds } = pool.question
    const spread = { nodes, fanout, loss: 0, crashed: 0 }
    const once = infectAndDie(spread, rounds, Number.POSITIVE_INFINITY)?.[rounds]?.pAll ?? 0
    // To leave out the node that one was told by, or to count no rounds, gives a little more.
    const atMost = reachOfWave({ nodes, fanout, excludesSource: true })[nodes] ?? 0
    if (pool.delivered < plausibleCounts(pool.trials, once, unlikely).least) return undefined
    if (pool.delivered > plausibleCounts(pool.trials, atMost, unlikely).most) return undefined
    const forever = infectForever(spread, rounds)[rounds]?.pAll ?? 0
    if (pool.delivered < plausibleCounts(pool.trials, forever, unlikely).least) sample ??= pool
  }
  if (sample === undefined) return undefined
  const others =
    pools.length === 1 ? '' : `, and so with the ${pools.length - 1} other questions of this run,`
  return `For ${textOf(sample)}, ${number(sample.delivered)} of all the ${count(sample.trials, 'trial')} thrown delivered to all. That${others} is what comes out when a node tells somebody new only in the round after it was told.`
}

/** The shares are right; the averages count trials that failed, by the rounds they were given, or as none. */
export function averagesFailures(run: Run): string | undefined {
  const some = telling(run).filter(({ delivered, trials }) => delivered > 0 && delivered < trials)
  const first = some.find(
    ({ question, delivered, average }) => !isPlausibleMean(question, average, delivered, unlikely),
  )
  if (first === undefined) return undefined
  for (const [counted, name] of [
    [(rounds: number) => rounds, 'with all the rounds they were given'],
    [(rounds: number) => rounds + 1, 'with one round more than they were given'],
    [() => 0, 'with no rounds'],
  ] as const) {
    const explains = (pool: Pool) => {
      const { rounds, trials } = pool.question
      // What is left of the sums when those that failed are taken out of them.
      const sum = pool.asked.reduce((total, asked) => {
        const failed = trials - deliveredIn(asked)
        return total + Number(asked.answer?.avg_rounds_to_all) * trials - failed * counted(rounds)
      }, 0)
      return isPlausibleMean(pool.question, sum / pool.delivered, pool.delivered, unlikely)
    }
    if (!some.every(explains)) continue
    const failed = first.trials - first.delivered
    return `For ${textOf(first)}, ${number(failed)} of all the ${count(first.trials, 'trial')} thrown did not deliver to all. The average of ${first.average.toFixed(3)} is what comes out when these are counted ${name}.`
  }
  return undefined
}

function textOf({ asked }: Pool): string {
  const [first] = asked
  return first === undefined ? 'the simulation' : bodyText(first.operation.request)
}
