import { copiesOf } from '../copies.ts'
import { isAcyclic } from '../overlay.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { count, show, time } from '../words.ts'

/** The edges are a tree's, and when a message came a node sent a value to a neighbour that it had sent it to before. */
export function sendsCopiesTwice(run: Run, workload: SetWorkload): string | undefined {
  if (isAcyclic(run).kind !== 'holds') return undefined
  const all = copiesOf(run, workload)
  const sent = new Map<string, { at: number; text: string }>()
  for (const { key, value, sent: message } of all) {
    const { src, dest, at, cause } = message.event
    const link = `${src} ${dest} ${key}`
    const before = sent.get(link)
    if (before === undefined) {
      sent.set(link, { at, text: `${src} sent ${show(value)} to ${dest}` })
      continue
    }
    const trigger = run.trace.events[cause ?? -1]
    // Who repeats by a timer waits for an answer, and too short: another mistake.
    if (trigger?.kind !== 'deliver') continue
    const copies = all.filter(
      (copy) => copy.key === key && copy.sent.event.src === src && copy.sent.event.dest === dest,
    ).length
    return `${before.text} at ${time(before.at)}, and again at ${time(at)}, when a message from ${trigger.src} had come: ${count(copies, 'copy', 'copies')} in all over one edge.`
  }
  return undefined
}
