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

export type Subtrack = { number: number; slug: string; title: string }
