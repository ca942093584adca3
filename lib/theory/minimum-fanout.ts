import { type Delivery, deliver, type Method, type Model, type Rounds } from './deliver.ts'
import { leastNear, leastThat } from './search.ts'
import { aliveIn, type Spread } from './spread.ts'

/** Who is to be reached, by what means, and how surely: P(everybody) ≥ `target`. */
export type Question = Omit<Spread, 'fanout'> & { model: Model; rounds: Rounds; target: number }

/** The smallest fanout that does it, null when even nodes − 1 does not; and the delivery for any, by the same method. */
export type Answer = { minFanout: number | null; method: 'exact' | 'hybrid'; at(fanout: number): Delivery }

/** P(all) grows with the fanout: so a guess by halving, and from there, step by step, the least that really does. */
export function minimumFanout(question: Question): Answer {
  const most = question.nodes - 1
  const least = Math.min(1, most)
  const does = ({ reach }: Delivery) => isReached(reach, question.target)
  const sketched = remembered(question, 'sketch')
  const guess = leastThat((fanout) => does(sketched(fanout)), least, most) ?? most
  const known = remembered(question, 'exact')
  const exact =
    question.target === 1 ? certain(question) : leastNear(guess, attempt(known, does), least, most)
  const shown = exact ?? most
  if (exact !== undefined && known(shown) !== undefined && known(Math.max(least, shown - 1)) !== undefined) {
    const rough = remembered(question, 'hybrid')
    return { minFanout: exact, method: 'exact', at: (fanout) => known(fanout) ?? rough(fanout) }
  }
  const at = remembered(question, 'hybrid')
  const rough = question.target === 1 ? certain(question) : leastNear(guess, attempt(at, does), least, most)
  return { minFanout: rough ?? null, method: 'hybrid', at }
}

/** A target met exactly is met, although the last digit of a chance may have been rounded down. */
export function isReached({ pMiss }: { pMiss: number }, target: number): boolean {
  return target === 1 ? pMiss === 0 : pMiss <= (1 - target) * (1 + 1e-12)
}

/** Who must leave nothing to chance sends to all: any other node can be passed over by everybody, however unlikely. */
function certain(question: Question): number | null {
  const { nodes, loss, rounds } = question
  const most = nodes - 1
  if (aliveIn({ ...question, fanout: 0 }) === 1) return Math.min(1, most)
  return loss === 0 && rounds !== 0 ? most : null
}

function attempt(at: (fanout: number) => Delivery | undefined, does: (delivery: Delivery) => boolean) {
  return (fanout: number) => {
    const delivery = at(fanout)
    return delivery && does(delivery)
  }
}

function remembered(question: Question, method: 'hybrid' | 'sketch'): (fanout: number) => Delivery
function remembered(question: Question, method: Method): (fanout: number) => Delivery | undefined
function remembered(question: Question, method: Method): (fanout: number) => Delivery | undefined {
  const { model, rounds } = question
  const known = new Map<number, Delivery | undefined>()
  return (fanout) => {
    if (!known.has(fanout)) known.set(fanout, deliver({ ...question, fanout }, model, rounds, method))
    return known.get(fanout)
  }
}
