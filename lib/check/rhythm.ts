import { type Finding, holds } from './finding.ts'
import { roundsFrom, timedRounds } from './gossip-rounds.ts'
import { type Idle, idleTimes } from './idle.ts'
import type { Run } from './run.ts'
import { type Settings, type Stretch, stretchesOf } from './stretches.ts'
import { time } from './words.ts'

/** How far from the interval the gap between two rounds may be, as a share of it. */
export const tolerance = 0.1

/** So long after all nodes know all, nothing is left that could call for more than the rounds. */
const calmAfterMs = 1000

/** The times in which the rounds are all that a node has to send. */
export function calmTimes(run: Run): Idle[] {
  return idleTimes(run, calmAfterMs)
}

/**
 * Every node makes a round each interval, from its start on: two of its rounds are at most 1.1 intervals apart, rounds
 * that a client asked for between them or not, and the first comes that soon after the start or a `configure`. While
 * nobody lacks anything they are no less than 0.9 intervals apart: before, a node may push what is new besides.
 */
export function keepsRhythm(run: Run, defaults: Settings, type: string): Finding {
  const made = roundsFrom(
    run,
    (occasion) => occasion.kind === 'timer' || (occasion.kind === 'client' && occasion.type !== 'broadcast'),
  )
  const timed = timedRounds(run)
  const calm = calmTimes(run)
  const faults = stretchesOf(run, defaults).flatMap((stretch): Irregular[] => {
    const rounds = (made.get(stretch.node) ?? []).filter(
      ({ sends }) =>
        sends.some(({ event }) => event.body.type === type) && isWithin(sends[0]?.event.id ?? 0, stretch),
    )
    const own = (timed.get(stretch.node) ?? []).filter(({ sends }) =>
      isWithin(sends[0]?.event.id ?? 0, stretch),
    )
    const late = firstLate(
      stretch,
      rounds.map(({ at }) => at),
    )
    const early = firstEarly(
      stretch,
      own.map(({ at }) => at),
      calm,
    )
    return [late, early].filter((found) => found !== undefined)
  })
  const [first] = faults.sort((a, b) => a.at - b.at)
  return first === undefined ? holds : { kind: 'fails', at: first.at, message: sentence(first) }
}

type Irregular = {
  kind: 'late' | 'early'
  stretch: Stretch
  from: number
  at: number
  next: number | undefined
}

/** Whether an event lies in a stretch. What the event that begins it brings about comes after it. */
export function isWithin(id: number, { from, to }: Stretch): boolean {
  return id > from.id && id < to.id
}

function firstLate(stretch: Stretch, times: number[]): Irregular | undefined {
  const most = stretch.settings.intervalMs * (1 + tolerance)
  let from = stretch.from.at
  for (const at of [...times, stretch.to.at]) {
    if (at - from > most) {
      return { kind: 'late', stretch, from, at: from + most, next: times.includes(at) ? at : undefined }
    }
    from = at
  }
  return undefined
}

function firstEarly(stretch: Stretch, times: number[], calm: Idle[]): Irregular | undefined {
  const least = stretch.settings.intervalMs * (1 - tolerance)
  for (const [index, at] of times.entries()) {
    const from = times[index - 1]
    if (from === undefined || at - from >= least) continue
    if (calm.some((idle) => from >= idle.from && at < idle.to)) {
      return { kind: 'early', stretch, from, at, next: at }
    }
  }
  return undefined
}

function sentence({ kind, stretch, from, at, next }: Irregular): string {
  const { node, settings, isFirst } = stretch
  const { intervalMs } = settings
  const rule = isFirst
    ? `Its interval is ${intervalMs} ms`
    : `Since the "configure" at ${time(stretch.from.at)} its interval is ${intervalMs} ms`
  const range = `${time(intervalMs * (1 - tolerance))} to ${time(intervalMs * (1 + tolerance))}`
  if (kind === 'early') {
    const two =
      at === from
        ? `made two rounds at ${time(at)}`
        : `made a round at ${time(from)} and another at ${time(at)}, ${time(at - from)} later`
    return `${node} ${two}, though nobody lacked anything. ${rule}: two rounds should be ${range} apart.`
  }
  const since =
    from === stretch.from.at
      ? isFirst
        ? `${node} started at ${time(from)}`
        : `${node} was told its interval at ${time(from)}`
      : `${node} made a round at ${time(from)}`
  const then = next === undefined ? 'none came' : `the next one came at ${time(next)}`
  return `${since}. ${rule}, so ${from === stretch.from.at ? 'its next round' : 'another'} was due by ${time(at)}; ${then}.`
}
