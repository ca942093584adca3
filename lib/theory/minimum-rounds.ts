import { type Delivery, deliver } from './deliver.ts'
import { isReached, type Question } from './minimum-fanout.ts'

/** The fewest rounds that reach everybody surely enough, null when none do; `delivery` is by some rounds, them included. */
export type FewestRounds = { minRounds: number | null; method: 'exact' | 'hybrid'; delivery: Delivery }

/** Shown where no number of rounds does. */
const someRounds = 16

/** More rounds than anybody waits for. */
const patience = 4096

/** Looks at no more than `mostRounds`. */
export function minimumRounds(
  question: Omit<Question, 'rounds'> & { fanout: number },
  mostRounds = patience,
): FewestRounds {
  const { model, target } = question
  const by = (rounds: number): Omit<FewestRounds, 'minRounds'> => {
    const delivery = deliver(question, model, rounds, 'exact')
    if (delivery !== undefined) return { delivery, method: 'exact' }
    return { delivery: deliver(question, model, rounds, 'hybrid'), method: 'hybrid' }
  }
  const nothingArrives = question.fanout === 0 || question.loss === 1
  if (nothingArrives || (model === 'once' && !reachedInTheEnd(question))) {
    const found = by(someRounds)
    return { minRounds: isReached(found.delivery.reach, target) ? 0 : null, ...found }
  }
  const sketch = deliver(question, model, mostRounds, 'sketch')
  const guess = sketch.byRound.findIndex((reach) => isReached(reach, target))
  for (let rounds = guess < 0 ? mostRounds : guess + 1; ; rounds = Math.min(mostRounds, 2 * rounds)) {
    const found = by(rounds)
    const index = found.delivery.byRound.findIndex((reach) => isReached(reach, target))
    if (index >= 0) return { minRounds: index, ...found }
    if (rounds === mostRounds) return { minRounds: null, ...found }
  }
}

/** Where each sends but once it comes to an end, and no more rounds make it better. */
function reachedInTheEnd(question: Omit<Question, 'rounds'> & { fanout: number }): boolean {
  const end = deliver(question, 'once', 'inf', 'exact') ?? deliver(question, 'once', 'inf', 'hybrid')
  return isReached(end.reach, question.target)
}
