import { timedRounds } from '../gossip-rounds.ts'
import { isWithin, tolerance } from '../rhythm.ts'
import type { Run } from '../run.ts'
import { type Settings, stretchesOf } from '../stretches.ts'
import { count, time } from '../words.ts'

/** Rounds that must have followed each other in the old rhythm; fewer may be chance. */
const leastRounds = 3

/** After a `configure` a node's rounds went on, each of them, at an interval that it had had before. */
export function keepsOldInterval(run: Run, defaults: Settings): string | undefined {
  const rounds = timedRounds(run)
  const before = new Map<string, number[]>()
  for (const stretch of stretchesOf(run, defaults)) {
    const { node, settings, from, isFirst } = stretch
    const earlier = isFirst ? [] : (before.get(node) ?? [])
    before.set(node, [...earlier, settings.intervalMs])
    const times = (rounds.get(node) ?? [])
      .filter(({ sends }) => isWithin(sends[0]?.event.id ?? 0, stretch))
      .map(({ at }) => at)
    if (times.length < leastRounds) continue
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at))
    const old = earlier.find(
      (intervalMs) =>
        !isNear(settings.intervalMs, intervalMs) && gaps.every((gap) => isNear(gap, intervalMs)),
    )
    if (old === undefined) continue
    return `At ${time(from.at)} ${node} was configured to an interval of ${settings.intervalMs} ms. Its next ${count(times.length, 'round')} came ${old} ms apart, as before.`
  }
  return undefined
}

function isNear(gap: number, intervalMs: number): boolean {
  return Math.abs(gap - intervalMs) <= tolerance * intervalMs
}
