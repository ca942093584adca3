import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { escapeSequence, newFolder, ownProgram, startedFolder, workbench } from './workbench.ts'

const hint = z.object({ task: z.literal('1.1'), level: z.int(), of: z.int(), text: z.string().min(1) })

describe.concurrent('show', () => {
  it('prints the task to be read without a terminal: no colour, no wide lines', async () => {
    const { code, stdout, stderr } = await workbench(['show', 'basic-broadcast'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^1\.1 Implement Basic Broadcast to All Nodes\nNaive broadcast, beginner\n\n/)
    expect(stdout).toContain('## What is graded')
    expect(stdout).not.toMatch(escapeSequence)
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
  })
})

describe.concurrent('hint', () => {
  it('shows the next one each time it is asked in a workspace, and stays at the last', async () => {
    const folder = await startedFolder()
    const levels = []
    for (let time = 0; time < 4; time++) {
      const { stdout } = await workbench(['hint', '1.1', '--json'], { cwd: folder })
      levels.push(hint.parse(JSON.parse(stdout)).level)
    }
    expect(levels).toEqual([1, 2, 3, 3])
  })

  it('needs no workspace, and gives the one that is asked for', async () => {
    const { stdout } = await workbench(['hint', '1.1', '--level', '2', '--json'], { cwd: newFolder() })
    expect(hint.parse(JSON.parse(stdout))).toMatchObject({ level: 2, of: 3 })
  })

  it('as text says which it is, and on standard error how to get the next', async () => {
    const { stdout, stderr } = await workbench(['hint', '1.1'], { cwd: newFolder() })
    expect(stdout).toMatch(/^Hint 1 of 3 for 1\.1 /)
    expect(stderr).toContain('npx workbench hint 1.1 --level 2')
  })
})

describe.concurrent('solution', () => {
  it('waits until the learner has passed', async () => {
    const { code, stdout, stderr } = await workbench(['solution', '1.1'], { cwd: await startedFolder() })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^You have not passed 1\.1 yet\./)
  })

  it('is shown before that with --spoil, as a program that can be run', async () => {
    const { stdout } = await workbench(['solution', '1.1', '--spoil'])
    expect(stdout).toMatch(/^\/\/ 1\.1 Implement Basic Broadcast to All Nodes: solutions\/.*\/solution\.ts\n/)
    const folder = newFolder({ 'copied.ts': stdout })
    const run = await workbench(['replay', '1.1-ring-of-6-s1', '--file', 'copied.ts'], { cwd: folder })
    expect(run.code).toBe(0)
  })

  it('brings its variants with --variants', async () => {
    const { stdout } = await workbench(['solution', '1.1', '--spoil', '--variants'])
    expect(stdout.match(/^\/\/ 1\.1 .*/gm)?.length).toBeGreaterThanOrEqual(3)
  })
})

describe.concurrent('reset', () => {
  it('puts the stub back and keeps what was there', async () => {
    const folder = await startedFolder()
    const stub = readFileSync(join(folder, ownProgram), 'utf8')
    writeFileSync(join(folder, ownProgram), '// mine\n')
    const { code, stdout } = await workbench(['reset', '1.1'], { cwd: folder })
    expect(code).toBe(0)
    expect(readFileSync(join(folder, ownProgram), 'utf8')).toBe(stub)
    const [, backup = ''] = /^What you had is kept in (.*)\.$/m.exec(stdout) ?? []
    expect(readFileSync(join(folder, backup), 'utf8')).toBe('// mine\n')
  })
})

describe.concurrent('status', () => {
  it('says where the learner is and what is next', async () => {
    const folder = await startedFolder()
    await workbench(['hint', '1.1'], { cwd: folder })
    const { code, stdout } = await workbench(['status'], { cwd: folder })
    expect(code).toBe(0)
    expect(stdout).toContain(`Workspace: ${join(folder, 'gossip-workspace')}\n0 of 19 tasks passed.`)
    expect(stdout).toMatch(/1\.1 Implement .* started\n.*\n +0 attempts; 1 of 3 hints seen\n/)
    expect(stdout).toMatch(/\nNext: npx workbench grade 1\.1\n$/)
  })

  it('tells of a progress file that had to be set aside, on standard error', async () => {
    const folder = await startedFolder()
    await workbench(['hint', '1.1'], { cwd: folder })
    writeFileSync(join(folder, 'gossip-workspace', '.workbench', 'progress.json'), '{"version": 1, "co')
    const { code, stdout, stderr } = await workbench(['status'], { cwd: folder })
    expect(code).toBe(0)
    expect(stderr).toMatch(/progress\.json is damaged.* kept as /)
    expect(stdout).toContain('1 of 3 hints seen')
  })
})
