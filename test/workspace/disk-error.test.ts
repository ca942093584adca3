import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { UserError } from '../../lib/protocol/user-error.ts'
import { createWorkspace } from '../../lib/workspace/create.ts'
import { diskError } from '../../lib/workspace/disk-error.ts'
import { appendEntry } from '../../lib/workspace/journal.ts'
import { readProgress } from '../../lib/workspace/read-progress.ts'
import { readAttempts, recordAttempt } from '../../lib/workspace/record.ts'
import { resetTask } from '../../lib/workspace/reset.ts'
import { readRun, saveRun } from '../../lib/workspace/runs.ts'
import { fileOf, kept } from '../../lib/workspace/workspace.ts'
import { setUpDesk } from './desk.ts'

const attempt = { task: '1.1', at: '2026-01-01T10:00:00Z', verdict: 'passed', stars: 1, seed: 7 }

describe('trouble with the disk is told in a sentence', () => {
  it('when the workspace’s folder is a file', () => {
    const { root, track, types } = setUpDesk()
    writeFileSync(join(root, 'notes'), '')
    const error = userError(() => createWorkspace(join(root, 'notes'), track, { types }))
    expect(error).toMatchObject({ code: 'not-a-folder', exitCode: 2 })
    expect(error.message).toContain(join(root, 'notes'))
  })

  it('when .workbench is a file', () => {
    const { root, track, types } = setUpDesk()
    mkdirSync(join(root, 'mine'))
    writeFileSync(join(root, 'mine/.workbench'), '')
    expect(userError(() => createWorkspace(join(root, 'mine'), track, { types })).code).toBe('not-a-folder')
  })

  it('when the record is a folder', () => {
    const { workspace } = setUpDesk()
    mkdirSync(kept(workspace, 'attempts.jsonl'))
    expect(userError(() => recordAttempt(workspace, attempt)).code).toBe('not-a-file')
  })

  it('when the learner’s file is a folder', () => {
    const { workspace, task } = setUpDesk()
    rmSync(fileOf(workspace, task))
    mkdirSync(fileOf(workspace, task))
    expect(userError(() => resetTask(workspace, task)).code).toBe('not-a-file')
  })

  it('when a saved run is a folder', () => {
    const { workspace } = setUpDesk()
    mkdirSync(kept(workspace, 'runs/a.json'), { recursive: true })
    expect(userError(() => readRun(workspace, 'a')).code).toBe('not-a-file')
  })

  it('when a folder must not be written to', () => {
    const { root, track, types, workspace } = setUpDesk()
    const locked = join(root, 'locked')
    mkdirSync(locked)
    for (const folder of [locked, kept(workspace), kept(workspace, 'tmp')]) chmodSync(folder, 0o555)
    asOrdinaryUser(root, () => {
      const made = userError(() => createWorkspace(join(locked, 'mine'), track, { types }))
      expect(made).toMatchObject({ code: 'no-permission', exitCode: 3 })
      expect(made.message).toContain(join(locked, 'mine'))
      expect(userError(() => recordAttempt(workspace, attempt)).code).toBe('no-permission')
      expect(userError(() => saveRun(workspace, 'a', 1)).code).toBe('no-permission')
    })
  })

  it.each([
    ['ENOSPC', 'disk-full', 3],
    ['EDQUOT', 'disk-full', 3],
    ['EACCES', 'no-permission', 3],
    ['EPERM', 'no-permission', 3],
    ['EROFS', 'read-only', 3],
    ['ENOTDIR', 'not-a-folder', 2],
    ['EISDIR', 'not-a-file', 2],
    ['ENAMETOOLONG', 'name-too-long', 2],
    ['EIO', 'disk-failure', 3],
  ])('for %s', (code, ours, exitCode) => {
    const error = diskError(Object.assign(new Error(code), { code }), '/some/path')
    expect(error).toMatchObject({ code: ours, exitCode })
    expect(error?.message).toMatch(/\/some\/path.*\. \S.*\.$/)
  })

  it('and what is our own mistake is not', () => {
    expect(diskError(Object.assign(new Error(), { code: 'EBADF' }), '/some/path')).toBeUndefined()
    expect(diskError(new TypeError('oops'), '/some/path')).toBeUndefined()
  })
})

describe.skipIf(!existsSync('/dev/full'))('a full disk', () => {
  it('refuses an entry and says so', () => {
    const { workspace } = setUpDesk()
    symlinkSync('/dev/full', kept(workspace, 'attempts.jsonl'))
    const error = userError(() => appendEntry(workspace, { kind: 'attempt', ...attempt }))
    expect(error).toMatchObject({ code: 'disk-full', exitCode: 3 })
    expect(error.message).toContain('attempts.jsonl could not be written')
  })
})

describe('an attempt that is recorded', () => {
  it('is not lost when progress.json cannot be written', () => {
    const { workspace } = setUpDesk()
    rmSync(kept(workspace, 'tmp'), { recursive: true })
    writeFileSync(kept(workspace, 'tmp'), 'in the way of every new file')
    expect(recordAttempt(workspace, attempt).notice).toContain(kept(workspace, 'progress.json'))
    expect(readAttempts(workspace, '1.1')).toHaveLength(1)
    expect(readProgress(workspace).progress.tasks['1.1']?.status).toBe('passed')
  })
})

describe('a damaged progress.json in a folder that must not be written to', () => {
  it('is left there with a notice, and progress is read all the same', () => {
    const { root, workspace } = setUpDesk()
    recordAttempt(workspace, attempt)
    writeFileSync(kept(workspace, 'progress.json'), 'broken')
    chmodSync(kept(workspace), 0o555)
    asOrdinaryUser(root, () => {
      const { progress, notice } = readProgress(workspace)
      expect(notice).toMatch(/is damaged and could not be moved aside/)
      expect(progress.tasks['1.1']?.status).toBe('passed')
    })
  })
})

function userError(work: () => unknown): UserError {
  try {
    work()
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

/** Permissions mean nothing to root, as whom tests run in many a container. */
function asOrdinaryUser(root: string, work: () => void): void {
  const ordinary = 65_534
  const user = process.geteuid?.() ?? ordinary
  chmodSync(root, 0o755)
  if (user === 0) process.seteuid?.(ordinary)
  try {
    work()
  } finally {
    if (user === 0) process.seteuid?.(0)
  }
}
