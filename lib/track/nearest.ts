import { editDistance } from './edit-distance.ts'

/**
 * The things whose names come closest to what was asked for, best first, at most three; often none. A whole word of
 * a name is near it, so that `tree` suggests everything about trees.
 */
export function nearest<Thing>(
  asked: string,
  things: readonly Thing[],
  namesOf: (thing: Thing) => string[],
): Thing[] {
  return things
    .map((thing) => ({ thing, distance: Math.min(...namesOf(thing).map((name) => distance(asked, name))) }))
    .filter(({ distance }) => distance <= Math.max(1, Math.min(0.4 * asked.length, 4)))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ thing }) => thing)
}

function distance(asked: string, name: string): number {
  return name.split(/[\s-]+/).includes(asked) ? 1 : editDistance(asked, name)
}
