import { timedRounds } from '../gossip-rounds.ts'
import { calmTimes, isWithin, tolerance } from '../rhythm.ts'
import type { Run } from '../run.ts'
import { type Settings, stretchesOf } from '../stretches.ts'
import { count, time } from '../words.ts'

/** Rounds that came too soon after another; a single one may be a push that was put off. */
const leastExtra = 3

/**
 * A node made rounds closer together than the shortest interval that it was ever set to: more than one timer makes
 * them. In a run that was cut off there may have been no calm, and so many rounds that none is needed.
 */
export function pilesUpTimers(run: Run, defaults: Settings): string | undefined {
  const calm = calmTimes(run)
  const rounds = timedRounds(run)
  const stretches = stretchesOf(run, defaults)
  const others = run.trace.plan.nodes.length - 1
  for (const node of run.trace.plan.nodes) {
    const its = stretches.filter((stretch) => stretch.node === node)
    const shortest = Math.min(...its.map(({ settings }) => settings.intervalMs))
    // Half a round, and the other half later, is another mistake.
    const times = (rounds.get(node) ?? [])
      .filter(({ sends, peers }) => {
        const stretch = its.find((one) => isWithin(sends[0]?.event.id ?? 0, one))
        return peers.length >= Math.min(stretch?.settings.fanout ?? 1, others)
      })
      .map(({ at }) => at)
    const extra = times.filter((at, index) => {
      const last = times[index - 1]
      if (last === undefined || at - last >= shortest * (1 - tolerance)) return false
      return run.trace.end.kind === 'capped' || calm.some(({ from, to }) => last >= from && at < to)
    })
    const [first = 0] = extra
    if (extra.length < leastExtra) continue
    const window = { from: first, to: first + shortest }
    const inOne = times.filter((at) => at >= window.from && at < window.to)
    return `${node} was never told an interval shorter than ${shortest} ms. From ${time(window.from)} to ${time(window.to)} its timers made ${count(inOne.length, 'round')}, and in the whole run ${count(extra.length, 'round')} came too soon after another.`
  }
  return undefined
}
