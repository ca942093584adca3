import type { Value } from '../../protocol/message.ts'
import type { Sent } from '../../trace/facts.ts'
import { valuesOf } from '../carried.ts'
import { valuesIn } from '../named.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'

/** All that carried one value over one directed link, answers included, in order. */
export type Carriers = { src: string; dest: string; value: Value; messages: Sent[] }

export function carriersOf(run: Run, workload: SetWorkload): Carriers[] {
  const values = valuesOf(run, workload)
  const links = new Map<string, Map<Value, Carriers>>()
  for (const sent of run.facts.serverMessages) {
    const { src, dest, body } = sent.event
    const link = `${src}>${dest}`
    for (const value of valuesIn(body, values)) {
      const onLink = links.get(link) ?? new Map<Value, Carriers>()
      links.set(link, onLink)
      const before = onLink.get(value)
      if (before === undefined) onLink.set(value, { src, dest, value, messages: [sent] })
      else before.messages.push(sent)
    }
  }
  return [...links.values()].flatMap((onLink) => [...onLink.values()])
}
