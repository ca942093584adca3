import type { Latency } from '../trace/plan.ts'
import { explainMissing } from './explain.ts'
import { type Finding, holds } from './finding.ts'
import { limitsIn, slackMs } from './limits.ts'
import type { Run } from './run.ts'
import { type SetWorkload, writesOf } from './set-full.ts'
import { show, time } from './words.ts'

/** A value is with a first other node within its node's `max_delay_ms` and one hop. */
export function reachesSomebody(run: Run, workload: SetWorkload): Finding {
  const hopMs = slowest(run.trace.plan.latency)
  const limitsAt = limitsIn(run)
  if (run.trace.plan.nodes.length < 2) return holds
  for (const [key, [write]] of writesOf(run, workload)) {
    const known = run.facts.knowledge.get(key)
    if (write === undefined || known === undefined) continue
    const [first, second] = known.learned.values()
    if (first === undefined) continue
    const { maxDelayMs } = limitsAt(first.node, first.id)
    const due = first.at + maxDelayMs + hopMs
    if (second !== undefined && second.at <= due + slackMs) continue
    const then =
      second === undefined
        ? 'Nobody else ever did.'
        : `The first to know it was ${second.node}, at ${time(second.at)}.`
    return {
      kind: 'fails',
      at: due,
      message: `${first.node} learned ${show(known.value)} at ${time(first.at)}. With a max_delay_ms of ${maxDelayMs}, and a hop of at most ${hopMs} ms, another node should know it by ${time(due)}. ${then}`,
      chain: second === undefined ? explainMissing(run, known.value, others(run, first.node), write) : [],
    }
  }
  return holds
}

/** Who comes to know a value does so within this time of the first node that knew it. */
export function reachesAllWithin(run: Run, withinMs: number): Finding {
  for (const { value, learned } of run.facts.knowledge.values()) {
    const [first] = learned.values()
    const last = [...learned.values()].at(-1)
    if (first === undefined || last === undefined || last.at <= first.at + withinMs) continue
    return {
      kind: 'fails',
      at: first.at + withinMs,
      message: `${first.node} learned ${show(value)} at ${time(first.at)}. Everybody should know it within ${time(withinMs)}, by ${time(first.at + withinMs)}; ${last.node} learned it at ${time(last.at)}.`,
    }
  }
  return holds
}

function others({ trace }: Run, node: string): string[] {
  return trace.plan.nodes.filter((other) => other !== node)
}

/** The longest a message can take, in milliseconds. */
function slowest(latency: Latency): number {
  switch (latency.kind) {
    case 'constant':
      return latency.ms
    case 'uniform':
      return latency.max
    case 'exponential':
      return Number.POSITIVE_INFINITY
  }
}
