import { timedRounds } from '../gossip-rounds.ts'
import { calmTimes, isWithin } from '../rhythm.ts'
import type { Run } from '../run.ts'
import { type Settings, stretchesOf } from '../stretches.ts'
import { count, time } from '../words.ts'

/** Rounds are counted over so many intervals: an unsteady timer makes about as many rounds in them, and no more. */
const intervals = 10
/** A second timer makes twice as many rounds as there are intervals; one that is only unsteady, not so many. */
const leastRounds = 18
/** In so many intervals from the start one timer rings once. */
const beginning = 1.5

/**
 * A node began with one round an interval, and later, never told an interval shorter than its first, made many more:
 * more than one timer makes them. In a run that was cut off there may have been no calm, and so many rounds that none
 * is needed.
 */
export function pilesUpTimers(run: Run, defaults: Settings): string | undefined {
  const calm = calmTimes(run)
  const rounds = timedRounds(run)
  const stretches = stretchesOf(run, defaults)
  const others = run.trace.plan.nodes.length - 1
  for (const node of run.trace.plan.nodes) {
    const its = stretches.filter((stretch) => stretch.node === node)
    const shortest = Math.min(...its.map(({ settings }) => settings.intervalMs))
    const [start] = its
    if (start === undefined || shortest < start.settings.intervalMs) continue
    // Half a round, and the other half later, is another mistake.
    const times = (rounds.get(node) ?? [])
      .filter(({ sends, peers }) => {
        const stretch = its.find((one) => isWithin(sends[0]?.event.id ?? 0, one))
        return peers.length >= Math.min(stretch?.settings.fanout ?? 1, others)
      })
      .map(({ at }) => at)
    const early = start.from.at + beginning * shortest
    const first = times.filter((at) => at <= early)
    if (first.length !== 1) continue
    const length = intervals * shortest
    const isCalm = (from: number) =>
      run.trace.end.kind === 'capped' || calm.some((idle) => from >= idle.from && from + length <= idle.to)
    const crowd = times
      .map((from) => ({ from, made: times.filter((at) => at >= from && at < from + length).length }))
      .find(({ from, made }) => made >= leastRounds && isCalm(from))
    if (crowd === undefined) continue
    return `${node} was never told an interval shorter than ${shortest} ms. It made ${count(first.length, 'round')} by ${time(early)}; from ${time(crowd.from)} to ${time(crowd.from + length)}, in ${intervals} intervals, its timers made ${count(crowd.made, 'round')}.`
  }
  return undefined
}
