import type { Random } from '../random/random.ts'
import { distinctValues, integer, pick } from './dice.ts'
import type { Asked } from './periodic.ts'

/** What the requests of a key-value store are called, and what is asked of it. */
export type StoreLoad = {
  write: string
  read: string
  keys: readonly string[]
  writes: number
  reads: number
  from: number
  to: number
}

/**
 * Requests spread evenly over a time: writes at random nodes, every value another one, and reads at random nodes. One
 * node, drawn by lot, takes no writes: it knows only what it is told.
 */
export function storeLoad(random: Random, nodes: readonly string[], load: StoreLoad): Asked[] {
  const { keys, from, to } = load
  const spared = pick(random, nodes)
  const takers = nodes.length === 1 ? nodes : nodes.filter((node) => node !== spared)
  const spread = (amount: number, index: number) =>
    from + Math.floor(((index + random()) * (to - from)) / amount)
  const values = distinctValues(random, load.writes)
  const writes = values.map((value, index): Asked => {
    // The first writes bring all keys, each once.
    const key = keys[index] ?? pick(random, keys)
    return {
      at: spread(load.writes, index),
      node: pick(random, takers),
      body: { type: load.write, key, value },
    }
  })
  const reads = Array.from({ length: load.reads }, (_, index): Asked => {
    return {
      at: spread(load.reads, index),
      node: pick(random, nodes),
      body: { type: load.read, key: pick(random, keys) },
    }
  })
  return [...writes, ...reads].sort((a, b) => a.at - b.at)
}

/** The same request at every node once, each at a time of its own. */
export function askedApart(
  random: Random,
  nodes: readonly string[],
  body: Asked['body'],
  { from, to }: { from: number; to: number },
): Asked[] {
  return nodes.map((node) => ({ at: integer(random, from, to - 1), node, body }))
}
