import type { Random } from '../random/random.ts'

export function pick<T>(random: Random, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)] as T
}

/** A whole number from `least` to `most`, both included. */
export function integer(random: Random, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1))
}

/** A copy in random order (Fisher and Yates). */
export function shuffled<T>(random: Random, from: readonly T[]): T[] {
  const list = [...from]
  for (let index = list.length - 1; index > 0; index--) {
    const other = integer(random, 0, index)
    ;[list[index], list[other]] = [list[other] as T, list[index] as T]
  }
  return list
}

/** Distinct numbers that look like nothing else in a message, such as a hop count. */
export function distinctValues(random: Random, count: number): number[] {
  const chosen = new Set<number>()
  while (chosen.size < count) chosen.add(integer(random, 1000, 999_999))
  return [...chosen]
}
