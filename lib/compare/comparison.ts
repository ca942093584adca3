import type { Run } from '../check/run.ts'
import type { Plan } from '../trace/plan.ts'

/** Programs that do the same by different means, and what they are put through to show what each of them costs. */
export type Comparison = {
  /** Short and unique, such as "push-pull"; what is typed. */
  slug: string
  title: string
  /** What the programs have to do, in one or two sentences. */
  question: string
  contenders: Contender[]
  trials: Trial[]
}

export type Contender = {
  name: string
  /** Its file, from the package's root: a program like a learner's. */
  program: string
  /** How it goes about it, as a phrase. */
  what: string
}

/** A run that every contender makes, with the same seed, and what is read off it. */
export type Trial = {
  /** Short and unique within the comparison, such as "crash". */
  name: string
  /** What happens in it, as a sentence. */
  title: string
  /** Contenders that are told what to be by a client's request have plans that differ in it. */
  plan(seed: number, contender: Contender): Plan
  figures: Figure[]
}

/** Something counted or timed. Where there is a best, it is the least. */
export type Figure = {
  /** Its name in JSON. */
  id: string
  /** The heading of its column. */
  head: string
  unit: 'count' | 'bytes' | 'ms'
  /** What the best one has, such as "fewest messages"; the sentence goes on with its name. None where less is not better. */
  best?: string
  /** Undefined where it never came to that. */
  measure(run: Run): number | undefined
}

/** A comparison with everything measured, as plain data. */
export type Compared = {
  slug: string
  title: string
  question: string
  seed: number
  contenders: Contender[]
  trials: ComparedTrial[]
}

export type ComparedTrial = {
  name: string
  title: string
  figures: Omit<Figure, 'measure'>[]
  /** A row for each contender, in their order: a value for each figure, null where it never came to that. */
  rows: (number | null)[][]
}
