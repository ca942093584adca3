import { type Finding, holds } from './finding.ts'
import { Knowing } from './knowing.ts'
import { readingsOf, readingText } from './readings.ts'
import type { Run } from './run.ts'
import { textOf, versionsOf } from './versions.ts'
import { names, time } from './words.ts'

/** Reading is answered at once, changes nothing, and shows a client what the observer sees. */
export function versionsReadTruly(run: Run): Finding {
  const unreadable = run.trace.events.find((event) => event.kind === 'unreadable')
  if (unreadable !== undefined) {
    const { at, node, problem } = unreadable
    return { kind: 'fails', at, message: `At ${time(at)} on ${node}: ${problem}.` }
  }
  const knowing = new Knowing(run)
  const keys = new Map(versionsOf(run).map(({ text, key }) => [text, key]))
  const { observe } = run.trace.plan
  const watched = new Set(observe !== undefined && 'keys' in observe ? observe.keys : [])
  for (const reading of readingsOf(run)) {
    const { operation, arrival, key, node, shown } = reading
    // Judged only when the answer came at once, so that nothing happened in between.
    if (!watched.has(key) || shown === undefined || operation.answer?.at !== arrival.at) continue
    const seen = knowing.knownBy(node, arrival).flatMap((known): string[] => {
      const text = JSON.parse(known) as string
      return keys.get(text) === key ? [text] : []
    })
    const told = new Set(shown.map(({ value }) => textOf(key, value)))
    if (seen.length === told.size && seen.every((text) => told.has(text))) continue
    return {
      kind: 'fails',
      at: arrival.at,
      message: `${readingText(reading)}, though asked by the harness at the same moment it showed ${names(seen)}.`,
    }
  }
  return holds
}
