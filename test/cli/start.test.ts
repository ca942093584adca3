import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { newFolder, ownProgram, startedFolder, workbench } from './workbench.ts'

describe.concurrent('start without a terminal', () => {
  it('makes a workspace, says so, and prints the list and where the programs are', async () => {
    const folder = newFolder()
    const { code, stdout, stderr } = await workbench(['start'], { cwd: folder })
    expect(code).toBe(0)
    expect(stderr).toBe(`Made a workspace for your programs: ${join(folder, 'gossip-workspace')}\n`)
    expect(stdout.match(/^ {2}. [1-4]\.\d /gm)).toHaveLength(19)
    expect(stdout).toContain(`Your programs are in ${join(folder, 'gossip-workspace')}\n`)
    expect(readFileSync(join(folder, ownProgram), 'utf8')).toContain("from 'gossip-workbench'")
  })

  it('finds that workspace again, from within and from beside it, and says nothing', async () => {
    const folder = await startedFolder()
    for (const cwd of [folder, join(folder, ownProgram, '..')]) {
      expect(await workbench(['start'], { cwd })).toMatchObject({ code: 0, stderr: '' })
    }
    expect(existsSync(join(folder, ownProgram, '..', 'gossip-workspace'))).toBe(false)
  })

  it('puts back what is missing and never touches what is there', async () => {
    const folder = await startedFolder()
    writeFileSync(join(folder, ownProgram), '// mine\n')
    rmSync(join(folder, 'gossip-workspace', 'tsconfig.json'))
    const { stderr } = await workbench(['start'], { cwd: folder })
    expect(stderr).toBe(`Added ${join('gossip-workspace', 'tsconfig.json')}, which was missing.\n`)
    expect(readFileSync(join(folder, ownProgram), 'utf8')).toBe('// mine\n')
  })

  it('says in one sentence why it cannot make a workspace', async () => {
    const folder = newFolder({ 'gossip-workspace': 'a file' })
    const { code, stdout, stderr } = await workbench(['start'], { cwd: folder })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(
      /gossip-workspace.* cannot be made, because a file stands where it needs a folder\./,
    )
  })
})
