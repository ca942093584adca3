import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { number, time } from './words.ts'

/** Traffic before and after all nodes were configured for the second time, in messages a second. */
export type Turned = { slow: number; fast: number; settings: [string, string] }

/** So long after a `configure` its effect is there. */
const settleMs = 1000
/** The load must be the same before and after, but for chance. */
const alike = 0.2

/** Undefined where there were not two configurations with a load that went on after them. */
export function knobOf({ facts, trace }: Run): Turned | undefined {
  const configures = facts.operations.filter(({ request }) => request.type === 'configure')
  const texts = [
    ...new Set(configures.map(({ request }) => `(${request.fanout}, ${request.gossip_interval_ms} ms)`)),
  ]
  const [slowText, fastText] = texts
  if (slowText === undefined || fastText === undefined || texts.length > 2) return undefined
  const isSecond = ({ request }: (typeof configures)[number]) =>
    `(${request.fanout}, ${request.gossip_interval_ms} ms)` === fastText
  const turnedAt = Math.min(...configures.filter(isSecond).map(({ invokedAt }) => invokedAt))
  const load = trace.plan.operations.filter(({ body }) => body.type === 'broadcast').map(({ at }) => at)
  const [from, to] = [Math.min(...load) + settleMs, Math.max(...load)]
  const rate = (begin: number, end: number) =>
    facts.serverMessages.filter(({ event }) => event.at >= begin && event.at < end).length /
    ((end - begin) / 1000)
  if (from >= turnedAt || turnedAt + settleMs >= to) return undefined
  const loadIn = (begin: number, end: number) =>
    load.filter((at) => at >= begin && at < end).length / (end - begin)
  const [before, after] = [loadIn(from, turnedAt), loadIn(turnedAt + settleMs, to)]
  if (Math.abs(before - after) > alike * after) return undefined
  return {
    slow: rate(from, turnedAt),
    fast: rate(turnedAt + settleMs, to),
    settings: [slowText, fastText],
  }
}

/** The second configuration makes at least `factor` times the traffic of the first. */
export function knobTurns(run: Run, factor: number): Finding {
  const turned = knobOf(run)
  if (turned === undefined || turned.fast >= factor * turned.slow) return holds
  const { slow, fast, settings } = turned
  const [before, after] = settings
  return {
    kind: 'fails',
    at: run.trace.end.at,
    message: `Under the same load all nodes together sent ${number(slow)} messages a second with fanout and interval ${before}, and ${number(fast)} from ${time(settleMs)} after they were told ${after}. At least ${factor} times as many should go: ${number(factor * slow)}.`,
  }
}
