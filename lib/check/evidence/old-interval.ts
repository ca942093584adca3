import { timedRounds } from '../gossip-rounds.ts'
import { isWithin, tolerance } from '../rhythm.ts'
import type { Run } from '../run.ts'
import { type Settings, type Stretch, stretchesOf } from '../stretches.ts'
import { count, time } from '../words.ts'

/** Rounds that must have followed each other in the old rhythm; fewer may be chance. */
const leastRounds = 3

type Deaf = { stretch: Stretch; rounds: number; old: number }

/**
 * After every `configure` that changed its interval a node's rounds went on, each of them, at one that it had had
 * before, and one of these was the shorter: who takes no interval below some least one hears of a longer one.
 */
export function keepsOldInterval(run: Run, defaults: Settings): string | undefined {
  const rounds = timedRounds(run)
  const before = new Map<string, number[]>()
  const deaf: Deaf[] = []
  for (const stretch of stretchesOf(run, defaults)) {
    const { node, settings, isFirst } = stretch
    const earlier = isFirst ? [] : (before.get(node) ?? [])
    before.set(node, [...earlier, settings.intervalMs])
    const times = (rounds.get(node) ?? [])
      .filter(({ sends }) => isWithin(sends[0]?.event.id ?? 0, stretch))
      .map(({ at }) => at)
    if (times.length < leastRounds) continue
    if (earlier.every((intervalMs) => isNear(settings.intervalMs, intervalMs))) continue
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at))
    // Set back to an interval of old, it keeps that and the new one alike.
    if (gaps.every((gap) => isNear(gap, settings.intervalMs))) {
      if (earlier.some((intervalMs) => isNear(settings.intervalMs, intervalMs))) continue
      return undefined
    }
    const old = earlier.find((intervalMs) => gaps.every((gap) => isNear(gap, intervalMs)))
    if (old === undefined) return undefined
    deaf.push({ stretch, rounds: times.length, old })
  }
  const longer = deaf.find(({ stretch, old }) => old < stretch.settings.intervalMs)
  if (longer === undefined) return undefined
  const { stretch, rounds: many, old } = longer
  return `At ${time(stretch.from.at)} ${stretch.node} was configured to an interval of ${stretch.settings.intervalMs} ms. Its next ${count(many, 'round')} came ${old} ms apart, as before.`
}

function isNear(gap: number, intervalMs: number): boolean {
  return Math.abs(gap - intervalMs) <= tolerance * intervalMs
}
