import type { Laws } from '../../../lib/check/laws.ts'
import { type Body, type Value, valueKey } from '../../../lib/protocol/message.ts'
import type { Random } from '../../../lib/random/random.ts'
import { awkwardValues } from '../../../lib/scenario/broadcast.ts'
import { integer, pick, shuffled } from '../../../lib/scenario/dice.ts'
import { everyOrder, type Told, withRepeats } from '../../../lib/scenario/isolated.ts'

// What replicas that never hear of each other are told, so that the laws of merging show.

export const added = (element: Value): Body => ({ type: 'add', element })
export const merged = (elements: Value[]): Body => ({ type: 'merge', elements })

/** An element is the same whether it was added or merged. */
export const laws: Laws = {
  parts({ type, element, elements }, answer) {
    if (answer.type !== `${type}_ok`) return undefined
    if (type === 'add') return [valueKey(element ?? null)]
    return type === 'merge' ? (elements as Value[]).map(valueKey) : undefined
  },
  told: ({ type, element, elements }) => `${type} ${JSON.stringify(type === 'add' ? element : elements)}`,
}

/** Four updates in all 24 orders, each order once as it is and once with something repeated. */
export function everyHistory(random: Random): Told[][] {
  const [a, b, c, d] = shuffled(random, awkwardValues) as [Value, Value, Value, Value]
  const updates = shuffled(random, [added(a), merged([b]), merged([b, c]), merged([d, a])])
  const orders = everyOrder(updates)
  return [...orders, ...orders.map((order) => withRepeats(random, order, 1))].map((order) => order.map(told))
}

const told = (body: Body): Told => ({ body })

/** Then what replicas show is handed on: by then they have been told all that clients tell them, however slowly. */
const handedAt = [400, 2000] as const

export const isolatedUntil = { orders: 600, handedOn: 2300 }

/**
 * Six replicas are told something, each a draw of its own; then three more are handed what all of these show, one list
 * after another, each in an order of its own and the first of them once more at the end. A tenth is handed what the
 * first of those three has made of it, at a stroke.
 */
export function handedOn(random: Random): Told[][] {
  const sources = Array.from({ length: 6 }, () => {
    const values = shuffled(random, awkwardValues)
    return Array.from({ length: integer(random, 1, 3) }, () =>
      told(random() < 0.5 ? added(pick(random, values)) : merged(values.slice(0, integer(random, 0, 3)))),
    )
  })
  const places = sources.map((_, place) => place)
  const fed = [0, 1, 2].map(() => {
    const order = shuffled(random, places)
    return [...order, order[0] as number].flatMap((place) => handing(place, handedAt[0]))
  })
  return [...sources, ...fed, handing(sources.length, handedAt[1])]
}

function handing(of: number, at: number): Told[] {
  return [
    { body: { type: 'read' }, of, at },
    { body: { type: 'merge' }, copies: { elements: 'elements' }, at },
  ]
}
