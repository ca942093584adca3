import { existsSync, readFileSync, rmSync } from 'node:fs'
import { copyAside } from './copy-aside.ts'
import { codeOf, diskError, onDisk } from './disk-error.ts'
import { readEntries } from './journal.ts'
import { noProgress, type ParsedProgress, type Progress, parseProgress, withEntries } from './progress.ts'
import { kept, type Workspace } from './workspace.ts'

/** `notice` is a sentence for the learner about something that was put right, or could not be. */
export type ReadProgress = { progress: Progress; notice?: string }

/**
 * How far the learner has come. Takes `progress.json` as far as it counts and adds what the record has beyond it,
 * so it is right also when another process is writing, or was killed between the two. A `progress.json` that
 * cannot be read is moved aside, never thrown away, and everything is counted anew.
 */
export function readProgress(workspace: Workspace): ReadProgress {
  const summary = readSummary(workspace)
  const { base, notice } = baseOf(workspace, summary)
  const { entries, end } = readEntries(workspace, base.counted)
  const progress = withEntries(base, entries, end)
  return notice === undefined ? { progress } : { progress, notice }
}

export function summaryOf(workspace: Workspace): string {
  return kept(workspace, 'progress.json')
}

/** What `progress.json` says by itself. */
export function readSummary(workspace: Workspace): ParsedProgress | { kind: 'missing' } {
  const path = summaryOf(workspace)
  return onDisk(path, () => {
    try {
      return parseProgress(readFileSync(path, 'utf8'))
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return { kind: 'missing' }
      throw error
    }
  })
}

function baseOf(
  workspace: Workspace,
  summary: ReturnType<typeof readSummary>,
): { base: Progress; notice?: string } {
  switch (summary.kind) {
    case 'valid':
      return { base: summary.progress }
    case 'missing':
      return { base: noProgress }
    case 'corrupt':
    case 'newer':
      return { base: noProgress, notice: setAside(workspace, summary.kind) }
  }
}

/** Moves `progress.json` out of the way and says so. Where even that is forbidden, reading goes on without it. */
function setAside(workspace: Workspace, why: 'corrupt' | 'newer'): string {
  const path = summaryOf(workspace)
  try {
    const copy = copyAside(path, 'corrupt')
    rmSync(path, { force: true })
    return movedAside(path, copy, why)
  } catch (error) {
    // Another process was faster: it has the copy and tells the learner.
    if (!existsSync(path)) return movedAside(path, `${path}.corrupt-…`, why)
    if (diskError(error, path) === undefined) throw error
    return leftThere(path, why)
  }
}

const reasons = { corrupt: 'is damaged', newer: 'was written by a newer version of the workbench' }

const movedAside = (path: string, copy: string, why: keyof typeof reasons) =>
  `${path} ${reasons[why]}, so it was kept as ${copy} and your progress was counted again from your attempts.`
const leftThere = (path: string, why: keyof typeof reasons) =>
  `${path} ${reasons[why]} and could not be moved aside, so it is left as it is; your progress is counted from your attempts.`
