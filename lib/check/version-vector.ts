/** How many writes of each client a version builds on. A client that is not named stands at 0. */
export type Vector = { [client: string]: number }

/** Whether whoever wrote `above` had seen all that `below` had. Equal vectors cover each other. */
export function covers(above: Vector, below: Vector): boolean {
  return Object.keys(below).every((client) => entryOf(above, client) >= entryOf(below, client))
}

/** Equal vectors, 0 or nothing. */
export function sameVector(one: Vector, other: Vector): boolean {
  return covers(one, other) && covers(other, one)
}

/** Of each client's entries the largest. */
export function maximumOf(vectors: readonly Vector[]): Vector {
  const all = new Map<string, number>()
  for (const vector of vectors) {
    for (const client of Object.keys(vector))
      all.set(client, Math.max(all.get(client) ?? 0, entryOf(vector, client)))
  }
  return Object.fromEntries(all)
}

/** Those that no other one covers; of equal ones all. */
export function maximalOf<T extends { vc: Vector }>(versions: readonly T[]): T[] {
  return versions.filter(({ vc }) => versions.every((other) => !covers(other.vc, vc) || covers(vc, other.vc)))
}

export function entryOf(vector: Vector, client: string): number {
  return Object.hasOwn(vector, client) ? (vector[client] ?? 0) : 0
}

export function totalOf(vector: Vector): number {
  return Object.values(vector).reduce((sum, entry) => sum + entry, 0)
}

/** As learners read it: {c1:2, c2:1}. */
export function vectorText(vector: Vector): string {
  const entries = Object.keys(vector)
    .sort()
    .map((client) => `${client}:${JSON.stringify(vector[client])}`)
  return `{${entries.join(', ')}}`
}

/** Whether a field of an answer can be one: names with whole numbers from 0 on. */
export function isVector(given: unknown): given is Vector {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return false
  return Object.values(given).every((entry) => Number.isInteger(entry) && (entry as number) >= 0)
}
