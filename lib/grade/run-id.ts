/** A run by name: with the program it is all that is needed to run it again. */
export type RunId = {
  task: string
  scenario: string
  seed: number
  /** The run made as small as it goes while it still fails. */
  shrunk?: boolean
}

/** "1.1-ring-of-6-s3", fit to be a file's name and an argument. */
export function formatRunId({ task, scenario, seed, shrunk = false }: RunId): string {
  return `${task}-${scenario}-s${seed}${shrunk ? '-min' : ''}`
}

export function parseRunId(id: string): RunId | undefined {
  const match = /^(\d+\.\d+)-([a-z0-9-]+)-s(\d+)(-min)?$/.exec(id)
  const [, task, scenario, seed, min] = match ?? []
  if (task === undefined || scenario === undefined || !Number.isSafeInteger(Number(seed))) return undefined
  return { task, scenario, seed: Number(seed), shrunk: min !== undefined }
}
