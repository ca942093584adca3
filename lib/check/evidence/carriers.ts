import type { Value } from '../../protocol/message.ts'
import type { Sent } from '../../trace/facts.ts'
import { valuesIn } from '../named.ts'
import type { Run } from '../run.ts'
import { type SetWorkload, writesOf } from '../set-full.ts'

/** All that carried one value over one directed link, answers included, in order. */
export type Carriers = { src: string; dest: string; value: Value; messages: Sent[] }

export function carriersOf(run: Run, workload: SetWorkload): Carriers[] {
  const values = new Set(
    [...writesOf(run, workload).values()].map(([operation]) => operation?.request[workload.field]),
  )
  const carriers = new Map<string, Carriers>()
  for (const sent of run.facts.serverMessages) {
    const { src, dest, body } = sent.event
    for (const value of valuesIn(body, values)) {
      const key = `${src}>${dest} ${JSON.stringify(value)}`
      const before = carriers.get(key)
      if (before === undefined) carriers.set(key, { src, dest, value, messages: [sent] })
      else before.messages.push(sent)
    }
  }
  return [...carriers.values()]
}
