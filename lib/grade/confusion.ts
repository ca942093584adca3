/** Which known mistakes each program of a task was taken for. It is clear when all were told apart. */
export type Confusion = { task: string; slugs: string[]; rows: ConfusionRow[]; clear: boolean }

export type ConfusionRow = {
  program: string
  /** What it should be taken for in the first place; null for a right program, which should be taken for nothing. */
  expected: string | null
  /** What it was taken for, what explains most first. */
  named: string[]
  right: boolean
}

export type Naming = Omit<ConfusionRow, 'right'>

/** The matrix of a task's programs and mistakes. A column without a program that shows it is not clear. */
export function confusionOf(task: string, slugs: string[], programs: Naming[]): Confusion {
  const rows = programs.map((row) => ({ ...row, right: isRight(row) }))
  const shown = new Set(rows.map(({ expected }) => expected))
  return {
    task,
    slugs,
    rows,
    clear: rows.every(({ right }) => right) && slugs.every((slug) => shown.has(slug)),
  }
}

/** A mistake may bring others with it, but its own name comes first. */
function isRight({ expected, named }: Naming): boolean {
  return expected === null ? named.length === 0 : named[0] === expected
}
