import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { UserError } from '../../lib/protocol/user-error.ts'
import { loadTrack } from '../../lib/track/load.ts'
import { createWorkspace, ensureWorkspace } from '../../lib/workspace/create.ts'
import { findWorkspace } from '../../lib/workspace/find.ts'
import { fileOf } from '../../lib/workspace/workspace.ts'
import { addFiles } from '../track/exercises.ts'
import { declarations, setUpDesk } from './desk.ts'

describe('a new workspace', () => {
  it('holds a stub for every task, a README, and what an editor needs', () => {
    const { workspace } = setUpDesk()
    expect(filesIn(workspace.folder)).toEqual([
      '.gitignore',
      '.workbench/types/gossip-workbench.d.ts',
      '1-rumours/1-first-word.ts',
      '1-rumours/2-second-hand.ts',
      '2-trees/1-tree-house.ts',
      'README.md',
      'tsconfig.json',
    ])
  })

  it('has the stubs as the exercises give them', () => {
    const { workspace, task } = setUpDesk()
    expect(readFileSync(fileOf(workspace, task), 'utf8')).toBe(
      readFileSync(join(task.folder, 'stub.ts'), 'utf8'),
    )
  })

  it('is refused, as a mistake of ours, for a task without its stub', () => {
    const { root, track, task, types } = setUpDesk()
    rmSync(join(task.folder, 'stub.ts'))
    const create = () => createWorkspace(join(root, 'another'), track, { types })
    expect(create).toThrow(/1-first-word.stub\.ts/)
    expect(create).not.toThrow(UserError)
  })

  it('is found from the folder of a stub', () => {
    const { workspace } = setUpDesk()
    expect(findWorkspace(join(workspace.folder, '1-rumours'))).toEqual(workspace)
  })

  it('leaves alone what the folder already has', () => {
    const { root, track, types } = setUpDesk()
    addFiles(root, { 'mine/README.md': 'mine', 'mine/1-rumours/1-first-word.ts': 'mine too' })
    const workspace = createWorkspace(join(root, 'mine'), track, { types })
    expect(readFileSync(join(workspace.folder, 'README.md'), 'utf8')).toBe('mine')
    expect(readFileSync(join(workspace.folder, '1-rumours/1-first-word.ts'), 'utf8')).toBe('mine too')
    expect(existsSync(join(workspace.folder, 'tsconfig.json'))).toBe(true)
  })
})

describe('a workspace met again', () => {
  it('that has everything is left as it is', () => {
    const { workspace, track, types } = setUpDesk()
    expect(ensureWorkspace(workspace, track, { types })).toEqual([])
  })

  it('keeps every byte the learner wrote', () => {
    const { workspace, track, types, task } = setUpDesk()
    writeFileSync(fileOf(workspace, task), '')
    ensureWorkspace(workspace, track, { types })
    expect(readFileSync(fileOf(workspace, task), 'utf8')).toBe('')
  })

  it('gets the stubs of tasks that came with a newer version', () => {
    const { root, workspace, types } = setUpDesk()
    addFiles(root, {
      'exercises/2-trees/2-crown/task.md': '---\ntitle: Climb Higher\nlevel: advanced\n---\n\nUp.\n',
      'exercises/2-trees/2-crown/stub.ts': 'export default 2\n',
    })
    const added = ensureWorkspace(workspace, loadTrack(root), { types })
    expect(added).toEqual([join(workspace.folder, '2-trees/2-crown.ts')])
    expect(readFileSync(String(added[0]), 'utf8')).toBe('export default 2\n')
  })

  it('gets the stub of a warm-up', () => {
    const { root, workspace, types } = setUpDesk()
    addFiles(root, {
      'exercises/0-before/subtrack.md': '---\ntitle: Before\n---\n\nIf you like.\n',
      'exercises/0-before/1-stretch/task.md': '---\ntitle: Stretch\nlevel: beginner\n---\n\nReach.\n',
      'exercises/0-before/1-stretch/stub.ts': 'export default 0\n',
    })
    const added = ensureWorkspace(workspace, loadTrack(root), { types })
    expect(added).toEqual([join(workspace.folder, '0-before/1-stretch.ts')])
  })

  it('gets back a stub that was deleted', () => {
    const { workspace, track, types, task } = setUpDesk()
    rmSync(fileOf(workspace, task))
    expect(ensureWorkspace(workspace, track, { types })).toEqual([fileOf(workspace, task)])
  })

  it.each(['export interface Node { older: true }\n', ''])(
    'gets this version’s declarations in place of others',
    (older) => {
      const { workspace, track, types } = setUpDesk()
      const path = join(workspace.folder, '.workbench/types/gossip-workbench.d.ts')
      writeFileSync(path, older)
      ensureWorkspace(workspace, track, { types })
      expect(readFileSync(path, 'utf8')).toBe(declarations)
    },
  )
})

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()
}
