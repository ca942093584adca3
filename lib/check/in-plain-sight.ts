import { isClient, type Value } from '../protocol/message.ts'
import type { EventOf } from '../trace/event.ts'
import { valuesOf } from './carried.ts'
import { type Finding, holds } from './finding.ts'
import { valuesIn } from './named.ts'
import { startsIn } from './outages.ts'
import type { Run } from './run.ts'
import type { SetWorkload } from './set-full.ts'
import { show, time } from './words.ts'

/**
 * A node shows no value before a message with the value in it as itself, in a field or a list, came to it in this life:
 * from a client or a node, answers included. A value that travels inside a text would be counted nowhere.
 */
export function learnsInPlainSight(run: Run, workload: SetWorkload): Finding {
  const values = valuesOf(run, workload)
  const starts = startsIn(run)
  /** By node and value: the last message that held it. */
  const held = new Map<string, Map<Value, EventOf<'deliver'>>>()
  for (const event of run.trace.events) {
    if (event.kind === 'deliver' && !isClient(event.dest)) {
      const body = run.facts.sent[event.message]?.event.body
      const its = held.get(event.dest) ?? new Map<Value, EventOf<'deliver'>>()
      held.set(event.dest, its)
      if (body !== undefined) for (const value of valuesIn(body, values)) its.set(value, event)
    }
    if (event.kind !== 'learn' || !values.has(event.value)) continue
    const { node, value, at, id, cause } = event
    const came = held.get(node)?.get(value)
    if (came !== undefined && came.id > (starts(node, id)?.id ?? -1)) continue
    const teacher = run.trace.events[cause ?? -1]
    const sent = teacher?.kind === 'deliver' ? run.facts.sent[teacher.message]?.event : undefined
    const by = sent === undefined ? '' : `, after the "${sent.body.type}" that came from ${sent.src}`
    return {
      kind: 'fails',
      at,
      message: `${node} showed ${show(value)} from ${time(at)} on${by}. No message that had come to it by then held the value as itself, in a field or in a list.`,
      chain: sent === undefined ? [] : [`The "${sent.body.type}" was ${show(sent.body)}.`],
    }
  }
  return holds
}
