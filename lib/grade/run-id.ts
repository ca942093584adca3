/** A run by name: with the program it is all that is needed to run it again. */
export type RunId = { task: string; scenario: string; seed: number }

/** "1.1-ring-of-6-s3", fit to be a file's name and an argument. */
export function formatRunId({ task, scenario, seed }: RunId): string {
  return `${task}-${scenario}-s${seed}`
}

export function parseRunId(id: string): RunId | undefined {
  const match = /^(\d+\.\d+)-([a-z0-9-]+)-s(\d+)$/.exec(id)
  const [, task, scenario, seed] = match ?? []
  if (task === undefined || scenario === undefined || !Number.isSafeInteger(Number(seed))) return undefined
  return { task, scenario, seed: Number(seed) }
}
