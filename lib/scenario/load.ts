import type { Random } from '../random/random.ts'
import { distinctValues, pick, shuffled } from './dice.ts'
import { type Asked, broadcasted } from './periodic.ts'

/** Requests at a steady rate, each at a random node: broadcasts of distinct values and reads, as many of each. */
export function steadyLoad(
  random: Random,
  nodes: readonly string[],
  { from, to, perSecond }: { from: number; to: number; perSecond: number },
): Asked[] {
  const count = Math.round(((to - from) * perSecond) / 1000)
  const values = distinctValues(random, Math.floor(count / 2))
  const kinds = shuffled(
    random,
    Array.from({ length: count }, (_, index) => index),
  )
  return kinds.map((kind, index) => {
    const at = from + (index * 1000) / perSecond
    const node = pick(random, nodes)
    const message = values[kind]
    return message === undefined ? { at, node, body: { type: 'read' } } : broadcasted(at, node, message)
  })
}
