import type { Value } from '../../protocol/message.ts'
import { valuesOf } from '../carried.ts'
import { valuesIn } from '../named.ts'
import type { Run } from '../run.ts'
import { isAcknowledged, type SetWorkload, valueUnder, writesOf } from '../set-full.ts'
import { aType, names, show, time } from '../words.ts'

/** No message between nodes carries what came by merges alone, and what was added is told. */
export function tellsNoMerged(run: Run, workload: SetWorkload): string | undefined {
  const { facts } = run
  const values = valuesOf(run, workload)
  const told = new Set<Value>()
  for (const { event } of facts.serverMessages)
    for (const value of valuesIn(event.body, values)) told.add(value)
  const merged: { value: Value; node: string; at: number; without: string[] }[] = []
  const added: Value[] = []
  for (const [key, operations] of writesOf(run, workload)) {
    const value = valueUnder(key)
    const acknowledged = operations.find(isAcknowledged)
    if (acknowledged === undefined) continue
    const { node, invokedAt: at } = acknowledged
    if (operations.some(({ request }) => request.type === workload.write)) {
      if (told.has(value)) added.push(value)
    } else {
      const holders = facts.knowledge.get(key)?.holders
      const without = [...facts.live].filter((other) => holders?.has(other) !== true)
      if (told.has(value) || holders?.has(node) !== true) return undefined
      if (without.length > 0) merged.push({ value, node, at, without })
    }
  }
  const [first] = merged
  if (first === undefined || added.length === 0) return undefined
  const { value, node, at, without } = first
  return `${show(value)} came to ${node} with ${aType(workload.merge?.write)} at ${time(at)}. ${node} held it, and no message between nodes ever carried it, nor anything else that came so; at the end ${names(without)} ${without.length === 1 ? 'is' : 'are'} without it. What was added, such as ${show(added[0])}, was told.`
}
