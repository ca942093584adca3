/** A line of the record. `at` is an ISO time, `task` a task number such as "1.1". */
export type Entry =
  | ({ kind: 'attempt' } & Attempt)
  | ({ kind: 'hint' } & HintSeen)
  | ({ kind: 'solution' } & SolutionSeen)

/** One grading. `verdict` is the report's; only "passed" counts as passed. */
export type Attempt = { task: string; at: string; verdict: string; stars: number; seed: number }

/** A hint was shown. */
export type HintSeen = { task: string; at: string; level: number }

/** The solution was shown. */
export type SolutionSeen = { task: string; at: string }

/** Reads a line; undefined when it is not an entry this version knows. */
export function parseEntry(line: string): Entry | undefined {
  const { kind, task, at, verdict, stars, seed, level } = fieldsOf(line)
  if (typeof task !== 'string' || !/^\d+\.\d+$/.test(task) || typeof at !== 'string') return undefined
  switch (kind) {
    case 'attempt':
      if (typeof verdict !== 'string' || !isCount(stars) || typeof seed !== 'number') return undefined
      return { kind, task, at, verdict, stars, seed }
    case 'hint':
      return isCount(level) ? { kind, task, at, level } : undefined
    case 'solution':
      return { kind, task, at }
    default:
      return undefined
  }
}

function fieldsOf(line: string): { [field: string]: unknown } {
  try {
    return { ...JSON.parse(line) }
  } catch {
    return {}
  }
}

/** A whole number, 0 or more. */
export function isCount(given: unknown): given is number {
  return Number.isSafeInteger(given) && Number(given) >= 0
}
