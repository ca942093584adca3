import type { Laws } from '../../../lib/check/laws.ts'
import { twoPhaseTold } from '../../../lib/check/two-phase-set.ts'
import { type Body, type Value, valueKey } from '../../../lib/protocol/message.ts'
import type { Random } from '../../../lib/random/random.ts'
import { awkwardValues } from '../../../lib/scenario/broadcast.ts'
import { integer, pick, shuffled } from '../../../lib/scenario/dice.ts'
import { everyOrder, type Told, withRepeats } from '../../../lib/scenario/isolated.ts'

// What replicas that never hear of each other are told, so that the laws of merging show.

export const added = (element: Value): Body => ({ type: 'add', element })
export const removed = (element: Value): Body => ({ type: 'remove', element })
export const merged = (add_set: Value[], remove_set: Value[]): Body => ({
  type: 'merge',
  add_set,
  remove_set,
})

/** An element may be added or merged, and so may its tombstone: a removal that is refused leaves none. */
export const laws: Laws = {
  parts({ type, element, add_set, remove_set }, answer) {
    if (answer.type === 'error') return type === 'remove' ? [] : undefined
    if (answer.type !== `${type}_ok`) return undefined
    switch (type) {
      case 'add':
        return [`+${valueKey(element ?? null)}`]
      case 'remove':
        return [`-${valueKey(element ?? null)}`]
      case 'merge':
        return [
          ...(add_set as Value[]).map((value) => `+${valueKey(value)}`),
          ...(remove_set as Value[]).map((value) => `-${valueKey(value)}`),
        ]
      default:
        return undefined
    }
  },
  told: twoPhaseTold,
}

/**
 * Four updates in all 24 orders, each order once as it is and once with something repeated. Tombstones come before
 * their elements, after them, and together with them.
 */
export function everyHistory(random: Random): Told[][] {
  const [a, b, c, d] = shuffled(random, awkwardValues) as [Value, Value, Value, Value]
  const updates = shuffled(random, [added(a), merged([b, c], [a]), merged([c], [b]), merged([a, d], [d])])
  const orders = everyOrder(updates)
  return [...orders, ...orders.map((order) => withRepeats(random, order, 1))].map((order) =>
    order.map((body) => ({ body })),
  )
}

/** The longest history: so many requests, one every 10 ms, each of which may take its time. */
export const longest = 14

/** Twelve replicas, each told what it may, of few elements, so that the same are added and removed again and again. */
export function anyHistory(random: Random): Told[][] {
  return Array.from({ length: 12 }, () => {
    const few = shuffled(random, awkwardValues).slice(0, 4)
    const some = () => few.filter(() => random() < 0.4)
    return Array.from({ length: longest }, (): Told => {
      const kind = integer(random, 0, 9)
      if (kind < 4) return { body: added(pick(random, few)) }
      return { body: kind < 7 ? removed(pick(random, few)) : merged(some(), some()) }
    })
  })
}
