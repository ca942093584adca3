import { isForward, type Sent } from '../trace/facts.ts'
import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { count, time } from './words.ts'

/** No node sends more than `most` forwards in any window [t, t + `windowMs`), wherever it begins. */
export function withinRate(run: Run, most: number, windowMs: number): Finding {
  const bySender = new Map<string, Sent[]>(run.trace.plan.nodes.map((node) => [node, []]))
  for (const sent of run.facts.serverMessages) {
    if (isForward(sent)) bySender.get(sent.event.src)?.push(sent)
  }
  let earliest: { node: string; window: Sent[]; at: number } | undefined
  for (const [node, forwards] of bySender) {
    // A window that is too full stays so when it is moved to begin with its first forward.
    const over = forwards.findIndex(({ event }, index) => {
      const first = forwards[index - most]
      return first !== undefined && event.at - first.event.at < windowMs
    })
    if (over < 0) continue
    const from = forwards[over - most]?.event.at ?? 0
    const at = forwards[over]?.event.at ?? 0
    if (earliest !== undefined && earliest.at <= at) continue
    const window = forwards.filter(({ event }) => event.at >= from && event.at < from + windowMs)
    earliest = { node, window, at }
  }
  if (earliest === undefined) return holds
  const { node, window, at } = earliest
  const from = window[0]?.event.at ?? 0
  return {
    kind: 'fails',
    at,
    message: `From ${time(from)} to ${time(from + windowMs)} ${node} sent ${count(window.length, 'forward')}. At most ${most} are allowed in any ${time(windowMs)}.`,
    chain: [origins(run, node, window)],
  }
}

/** What made the node send, in how many goes and how far apart: where the excess comes from. */
function origins({ trace }: Run, node: string, window: Sent[]): string {
  const kinds = new Map<string, number>()
  const goes = new Map<number | undefined, number>()
  for (const { event } of window) {
    const trigger = trace.events[event.cause ?? -1]
    const kind =
      trigger?.kind === 'timer'
        ? 'by timers'
        : trigger?.kind === 'deliver'
          ? 'on receiving a message'
          : 'at its start'
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    if (!goes.has(event.cause)) goes.set(event.cause, event.at)
  }
  const parts = [...kinds].sort(([, a], [, b]) => b - a).map(([kind, amount]) => `${amount} ${kind}`)
  return `${node} sent ${parts.join(', ')}${spacing([...goes.values()])}.`
}

/** How far apart these moments are. */
function spacing(times: number[]): string {
  if (times.length === 1) return ', in one go'
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at))
  const [least, most] = [time(Math.min(...gaps)), time(Math.max(...gaps))]
  return `, in ${times.length} goes ${least === most ? least : `${least} to ${most}`} apart`
}
