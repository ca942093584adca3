import { valueKey } from '../../protocol/message.ts'
import type { Run } from '../run.ts'
import { type SetWorkload, twinOf, valueUnder, writesOf } from '../set-full.ts'
import { show, time } from '../words.ts'

/** A number came back as a text, or the other way round, or the two were taken for one. */
export function mixesNumbersAndStrings(run: Run, workload: SetWorkload): string | undefined {
  const writes = writesOf(run, workload)
  for (const { value, learned } of run.facts.knowledge.values()) {
    const twin = twinOf(value)
    if (twin === undefined || writes.has(valueKey(value)) || !writes.has(valueKey(twin))) continue
    const [[node, event] = ['', { at: 0 }]] = learned
    return `${show(twin)} came from a client, and at ${time(event.at)} ${node} had ${show(value)} instead.`
  }
  for (const [key, [operation]] of writes) {
    const value = valueUnder(key)
    const twin = twinOf(value)
    if (operation === undefined || twin === undefined || !writes.has(valueKey(twin))) continue
    if (operation.answer === undefined || run.facts.knowledge.get(key)?.learned.has(operation.node)) continue
    const twinKnown = run.facts.knowledge.get(valueKey(twin))?.holders.has(operation.node)
    if (twinKnown)
      return `${operation.node} was sent ${show(value)} and ${show(twin)}, and kept only ${show(twin)}.`
  }
  return undefined
}
