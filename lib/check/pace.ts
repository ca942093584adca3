import { type Finding, holds } from './finding.ts'
import { Knowing } from './knowing.ts'
import { roundsOf } from './rounds.ts'
import { type Run, untilOf } from './run.ts'
import { count, show, time } from './words.ts'

/** Clocks here are exact; this forgives sums of fractions of a millisecond. */
const slackMs = 1

/**
 * A node that knows something a neighbour lacks makes a round at least every `everyMs`. As long as the neighbour lacks
 * it in truth, no program can know otherwise; neighbours that have been down are left out, since what they said before
 * may be believed still, and so is the time before the topology is known.
 */
export function keepsPace(run: Run, everyMs: number): Finding {
  const { trace } = run
  const knowing = new Knowing(run)
  const rounds = new Map<string, number[]>(trace.plan.nodes.map((node) => [node, []]))
  for (const { node, at } of roundsOf(run)) rounds.get(node)?.push(at)
  const crashed = new Set(trace.events.flatMap((event) => (event.kind === 'crash' ? [event.node] : [])))
  const horizon = untilOf(run)
  let worst:
    | { node: string; key: string; peer: string; from: number; to: number; learnedAt: number }
    | undefined
  for (const node of trace.plan.nodes) {
    const neighbours = (trace.plan.topology?.[node] ?? []).filter(
      (peer) => peer !== node && !crashed.has(peer),
    )
    for (const key of knowing.values.keys()) {
      const { peer, at } = lastToLearn(knowing, neighbours, key, horizon)
      for (const span of knowing.spans(node, key)) {
        const since = Math.max(span.from.at, trace.plan.topologyAt ?? 0)
        const until = Math.min(at, span.to?.at ?? horizon)
        const gap = firstGap(rounds.get(node) ?? [], since, until, everyMs + slackMs)
        if (gap === undefined || (worst !== undefined && worst.from <= gap.from)) continue
        worst = { node, key, peer, ...gap, learnedAt: span.from.at }
      }
    }
  }
  if (worst === undefined) return holds
  const { node, key, peer, from, to, learnedAt } = worst
  const value = show(knowing.values.get(key))
  const made = (rounds.get(node) ?? []).filter((at) => at > learnedAt && at <= from)
  return {
    kind: 'fails',
    at: from + everyMs,
    message: `${node} knew ${value} from ${time(learnedAt)} on, and ${peer}, its neighbour, did not know it. Yet ${node} made no round between ${time(from)} and ${time(to)}. While a neighbour lacks something, a round is due at least every ${everyMs} ms.`,
    chain: [
      made.length === 0
        ? `${node} has made no round since it learned ${value}.`
        : `Since it learned ${value}, ${node} has made ${count(made.length, 'round')}, the last at ${time(made.at(-1) ?? 0)}.`,
    ],
  }
}

/** Which of these nodes learned a value last, and when; the horizon if it never did. */
function lastToLearn(
  knowing: Knowing,
  nodes: string[],
  key: string,
  horizon: number,
): { peer: string; at: number } {
  let last = { peer: '', at: 0 }
  for (const peer of nodes) {
    const at = knowing.spans(peer, key)[0]?.from.at ?? horizon
    if (at > last.at) last = { peer, at }
  }
  return last
}

/** The first stretch longer than `mostMs` between two moments in which none of these times falls. */
function firstGap(
  times: number[],
  since: number,
  until: number,
  mostMs: number,
): { from: number; to: number } | undefined {
  let from = since
  for (const at of times) {
    if (at <= since) continue
    const to = Math.min(at, until)
    if (to - from > mostMs) return { from, to }
    if (at >= until) return undefined
    from = at
  }
  return until - from > mostMs ? { from, to: until } : undefined
}
