import { parseReplayId } from '../grade/replay.ts'
import { UserError } from '../protocol/user-error.ts'

/** The run that an id names. Throws a UserError for what is no id. */
export function requestedRun(id: string): NonNullable<ReturnType<typeof parseReplayId>> {
  const run = parseReplayId(id)
  if (run === undefined) throw new UserError('not-a-run', notARun(id))
  return run
}

const notARun = (id: string) =>
  `"${id}" names no run. The report of a failed grading names one, such as 1.1-ring-of-6-s1001.`
