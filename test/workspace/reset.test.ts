import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { resetTask } from '../../lib/workspace/reset.ts'
import { fileOf } from '../../lib/workspace/workspace.ts'
import { setUpDesk } from './desk.ts'

describe('resetting a task', () => {
  it('keeps the learner’s file as a backup and restores the stub', () => {
    const { workspace, task } = setUpDesk()
    const file = fileOf(workspace, task)
    writeFileSync(file, 'my work')
    expect(resetTask(workspace, task)).toEqual({ file, backup: `${file}.backup-1` })
    expect(readFileSync(`${file}.backup-1`, 'utf8')).toBe('my work')
    expect(readFileSync(file, 'utf8')).toBe(readFileSync(join(task.folder, 'stub.ts'), 'utf8'))
  })

  it('never replaces an earlier backup', () => {
    const { workspace, task } = setUpDesk()
    const file = fileOf(workspace, task)
    writeFileSync(file, 'first')
    resetTask(workspace, task)
    writeFileSync(file, 'second')
    resetTask(workspace, task)
    expect(readFileSync(`${file}.backup-1`, 'utf8')).toBe('first')
    expect(readFileSync(`${file}.backup-2`, 'utf8')).toBe('second')
  })

  it('restores the stub of a deleted file, with nothing to back up', () => {
    const { workspace, task } = setUpDesk()
    const file = fileOf(workspace, task)
    rmSync(file)
    expect(resetTask(workspace, task)).toEqual({ file })
    expect(readFileSync(file, 'utf8')).toBe(readFileSync(join(task.folder, 'stub.ts'), 'utf8'))
  })

  it('keeps no copy of a stub that nobody has changed', () => {
    const { workspace, task } = setUpDesk()
    expect(resetTask(workspace, task)).toEqual({ file: fileOf(workspace, task) })
  })
})
