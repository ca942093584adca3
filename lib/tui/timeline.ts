import type { Spread } from '../view/spread.ts'

/**
 * How the moments of a run are spread over the time it takes to show them: half of that time passes evenly, so that
 * waiting looks like waiting, and half is shared out among the moments, so that a burst can be followed.
 * Ascending; `place` runs from 0 to 1, `at` is in simulated ms.
 */
export type Timeline = { place: number; at: number }[]

/** Real milliseconds that a whole run is shown in. */
export const playingTime = 2000

export function timelineOf(spread: Spread): Timeline {
  const moments = momentsOf(spread)
  const last = moments.at(-1) ?? spread.end
  const length = last - (moments[0] ?? 0)
  if (moments.length < 2 || length <= 0) return [{ place: 1, at: last }]
  let place = 0
  return moments.map((at, index) => {
    const before = moments[index - 1]
    if (before !== undefined) place += (at - before) / length / 2 + 1 / (moments.length - 1) / 2
    return { place: index === moments.length - 1 ? 1 : place, at }
  })
}

/** What the table shows, and then the last message: in a storm it comes long after everybody knows everything. */
function momentsOf({ moments, sends }: Spread): number[] {
  const lastSend = sends.at(-1)
  return lastSend !== undefined && lastSend > (moments.at(-1) ?? 0) ? [...moments, lastSend] : moments
}

/** The same showing, with a stop at each of these moments too, as far as they lie within it. Any order, any number. */
export function withStops(timeline: Timeline, moments: number[]): Timeline {
  const stops: Timeline = timeline.slice(0, 1)
  const ascending = [...new Set(moments)].sort((one, two) => one - two)
  let next = 0
  for (const [index, after] of timeline.slice(1).entries()) {
    const before = timeline[index] ?? after
    while ((ascending[next] ?? Number.POSITIVE_INFINITY) < after.at) {
      const at = ascending[next++] ?? 0
      const share = (at - before.at) / (after.at - before.at)
      if (share > 0) stops.push({ place: before.place + share * (after.place - before.place), at })
    }
    stops.push(after)
  }
  return stops
}

/** The simulated moment that is shown at a place. */
export function momentAt(timeline: Timeline, place: number): number {
  const next = timeline.findIndex((stop) => stop.place >= place)
  const [before, after] = [timeline[next - 1], timeline[next] ?? timeline.at(-1)]
  if (after === undefined) return 0
  // At a stop its own moment, to the last digit: what happens then has happened.
  if (before === undefined || place >= after.place) return after.at
  const share = (place - before.place) / (after.place - before.place)
  return before.at + share * (after.at - before.at)
}

/** The stop that is `by` stops away from a place, forwards or backwards; the first or last when there are fewer. */
export function stopNear(timeline: Timeline, place: number, by: 1 | -1): number {
  const stops = timeline.map((stop) => stop.place)
  const found = by === 1 ? stops.find((stop) => stop > place) : stops.findLast((stop) => stop < place)
  return found ?? (by === 1 ? 1 : (stops[0] ?? 0))
}
