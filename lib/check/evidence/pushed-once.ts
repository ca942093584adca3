import { valueKey } from '../../protocol/message.ts'
import { timedRounds } from '../gossip-rounds.ts'
import { Knowing } from '../knowing.ts'
import type { Run } from '../run.ts'
import { count, names, show, time } from '../words.ts'

/** Rounds without the value that must have followed the one with it. */
const leastSilent = 3

/** No node had a value in two of its rounds, though it went on making rounds, and some live node lacks a value. */
export function pushesOnlyNew(run: Run): string | undefined {
  const knowing = new Knowing(run)
  let clearest: { node: string; key: string; at: number; later: number } | undefined
  for (const [node, rounds] of timedRounds(run)) {
    const told = new Map<string, number>()
    for (const [index, { sends }] of rounds.entries()) {
      const carried = new Set(sends.flatMap(({ event }) => [...knowing.carriedBy(event.body)]))
      for (const key of carried) {
        if (told.has(key)) return undefined
        told.set(key, index)
      }
    }
    for (const [key, index] of told) {
      const later = rounds.length - 1 - index
      if (later < leastSilent || missing(run, key).length === 0) continue
      if (clearest === undefined || later > clearest.later)
        clearest = { node, key, at: rounds[index]?.at ?? 0, later }
    }
  }
  if (clearest === undefined) return undefined
  const { node, key, at, later } = clearest
  const without = missing(run, key)
  return `${node} pushed ${show(knowing.values.get(key))} in its round at ${time(at)}, and in none of the ${count(later, 'round')} after that. No node pushed any value in two rounds. At the end ${names(without)} ${without.length === 1 ? 'is' : 'are'} without it.`
}

function missing({ facts }: Run, key: string): string[] {
  for (const { value, holders } of facts.knowledge.values()) {
    if (valueKey(value) === key) return [...facts.live].filter((node) => !holders.has(node))
  }
  return []
}
