import { UserError } from '../protocol/user-error.ts'
import type { Attempt, Entry, HintSeen, SolutionSeen } from './entry.ts'
import { appendEntry, readEntries } from './journal.ts'
import { type Progress, withEntries } from './progress.ts'
import { type ReadProgress, readProgress, readSummary, summaryOf } from './read-progress.ts'
import { replaceFile } from './replace-file.ts'
import type { Workspace } from './workspace.ts'

/** Records a grading. When this returns it is on the disk; it throws a UserError when it could not be recorded. */
export function recordAttempt(workspace: Workspace, attempt: Attempt): ReadProgress {
  return record(workspace, { kind: 'attempt', ...attempt })
}

export function recordHint(workspace: Workspace, hint: HintSeen): ReadProgress {
  return record(workspace, { kind: 'hint', ...hint })
}

export function recordSolution(workspace: Workspace, solution: SolutionSeen): ReadProgress {
  return record(workspace, { kind: 'solution', ...solution })
}

/** All recorded gradings of a task, oldest first. */
export function readAttempts(workspace: Workspace, task: string): Attempt[] {
  return readEntries(workspace).entries.flatMap((entry) =>
    entry.kind === 'attempt' && entry.task === task ? [entry] : [],
  )
}

function record(workspace: Workspace, entry: Entry): ReadProgress {
  // Read before the record grows: should it have been deleted, what progress.json counts is not in the new one.
  const { progress: before, notice } = readProgress(workspace)
  appendEntry(workspace, entry)
  const { entries, end } = readEntries(workspace, before.counted)
  const progress = withEntries(before, entries, end)
  const notices = [notice, writeSummary(workspace, progress)].filter((sentence) => sentence !== undefined)
  return notices.length === 0 ? { progress } : { progress, notice: notices.join(' ') }
}

/** Returns a sentence when it could not: the entry is recorded all the same, so there is nothing to fail for. */
function writeSummary(workspace: Workspace, progress: Progress): string | undefined {
  switch (readSummary(workspace).kind) {
    case 'corrupt':
    case 'newer':
      // It could not be moved aside, and the learner has been told. It is not overwritten either.
      return undefined
    case 'valid':
    case 'missing':
      try {
        replaceFile(workspace, summaryOf(workspace), `${JSON.stringify(progress, null, 2)}\n`, {
          durable: true,
        })
        return undefined
      } catch (error) {
        if (error instanceof UserError) return error.message
        throw error
      }
  }
}
