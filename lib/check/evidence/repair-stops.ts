import { type Value, valueKey } from '../../protocol/message.ts'
import { isForward, type Sent } from '../../trace/facts.ts'
import { valuesOf } from '../carried.ts'
import { treeType } from '../first-arrivals.ts'
import { occasionOf } from '../gossip-rounds.ts'
import { Forest } from '../graph.ts'
import { valuesIn } from '../named.ts'
import { type Run, untilOf } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { aType, count, names, show, time } from '../words.ts'

/** So long nobody told a value before it may be said that nobody tells it any more. */
const silentMs = 5000

/** A value was told by gossip of a node's own accord, somebody still lacks it, and nobody has told it for long. */
export function stopsTelling(run: Run, workload: SetWorkload): string | undefined {
  const until = untilOf(run)
  const values = valuesOf(run, workload)
  const last = new Map<string, { value: Value; sent: Sent; times: number }>()
  for (const sent of run.facts.serverMessages) {
    const { type } = sent.event.body
    if (type === treeType || !isForward(sent)) continue
    for (const value of valuesIn(sent.event.body, values)) {
      // Values that are sent to whoever asks for them may be wanted by nobody.
      if (occasionOf(run, sent).kind !== 'timer') return undefined
      const key = valueKey(value)
      last.set(key, { value, sent, times: (last.get(key)?.times ?? 0) + 1 })
    }
  }
  for (const [key, { value, sent, times }] of last) {
    const missing = missingFrom(run, key)
    const { src, dest, at, body } = sent.event
    if (missing.length === 0 || at > until - silentMs) continue
    return `${show(value)} was told by gossip ${count(times, 'time')}, the last time at ${time(at)} by ${src} to ${dest}, in ${aType(body.type)}. The run went on until ${time(until)}, and ${names(missing)} never got it.`
  }
  return undefined
}

/** Everything that nodes sent each other went along the edges of one tree, and somebody lacks a value. */
export function repairsAlongTree(run: Run, workload: SetWorkload): string | undefined {
  const forest = new Forest()
  const forwards = run.facts.serverMessages.filter(isForward)
  const gossip = forwards.filter(({ event }) => event.body.type !== treeType)
  const [first] = gossip
  if (first === undefined || run.trace.plan.nodes.length < 4) return undefined
  if (forwards.some(({ event }) => forest.add(event.src, event.dest) !== undefined)) return undefined
  for (const value of valuesOf(run, workload)) {
    const missing = missingFrom(run, valueKey(value))
    if (missing.length === 0) continue
    const told = [
      ...new Set(gossip.filter(({ event }) => event.src === first.event.src).map(({ event }) => event.dest)),
    ]
    return `All ${count(gossip.length, 'message')} of gossip went along the same edges as the tree's: ${first.event.src} told ${names(told)} and nobody else. At the end ${names(missing)} ${missing.length === 1 ? 'lacks' : 'lack'} ${show(value)}.`
  }
  return undefined
}

function missingFrom({ facts }: Run, key: string): string[] {
  const known = facts.knowledge.get(key)
  return known === undefined ? [] : [...facts.live].filter((node) => !known.holders.has(node))
}
