/** A task of the track, as its folder says it. Paths are absolute. */
export type Task = {
  /** "1.1" */
  number: string
  /** "basic-broadcast" */
  slug: string
  title: string
  level: Level
  subtrack: Subtrack
  /** Numbers of the tasks this one builds on. */
  builds: string[]
  folder: string
}

export type Level = 'beginner' | 'intermediate' | 'advanced'

/** A part of the track; the one with the number 0 holds the warm-ups. */
export type Subtrack = { number: number; slug: string; title: string }

/** A warm-up stands before the track and is no part of it: it is offered, and whoever leaves it out has lost nothing. */
export function isWarmUp({ subtrack }: Pick<Task, 'subtrack'>): boolean {
  return subtrack.number === 0
}
