import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../lib/track/root.ts'
import { newFolder, startedFolder, workbench } from './workbench.ts'

const solutions = join(packageRoot(), 'solutions', '0-warm-up', '1-echo')
const program = join('gossip-workspace', '0-warm-up', '1-echo.ts')

describe.concurrent('the warm-up', () => {
  it.each(['0.1', 'echo'])('is shown, and hinted at, as %s', async (name) => {
    const cwd = newFolder()
    const shown = await workbench(['show', name], { cwd })
    expect(shown.stdout).toMatch(/^0\.1 Echo What You Are Sent\nOptional warm-up, beginner\n/)
    const hint = await workbench(['hint', name], { cwd })
    expect(hint.stdout).toMatch(/^Hint 1 of 3 for 0\.1 Echo/)
  })

  it('is passed like a task, and counts for nothing', async () => {
    const cwd = await startedFolder()
    copyFileSync(join(solutions, 'solution.ts'), join(cwd, program))
    const graded = await workbench(['grade', '0.1'], { cwd })
    expect(graded.code).toBe(0)
    expect(graded.stdout).toMatch(/^✓ 0\.1 Passed: all 4 checks hold\./)
    const { stdout: list } = await workbench(['list'], { cwd })
    expect(list).toMatch(/^ {2}✓ 0\.1 Echo What You Are Sent .* passed$/m)
    expect(list).toMatch(/\n0 of 19 tasks passed\.\n$/)
    const { stdout: status } = await workbench(['status'], { cwd })
    expect(status).toContain('\n0 of 19 tasks passed.\n')
    expect(status).toMatch(/\nNext: npx workbench show 1\.1\n$/)
    const { stdout: solution } = await workbench(['solution', 'echo'], { cwd })
    expect(solution).toContain("type: 'echo_ok'")
  })

  it('is put back by reset, and its runs are replayed', async () => {
    const cwd = await startedFolder()
    copyFileSync(join(solutions, 'mistakes', 'same-type.ts'), join(cwd, program))
    const { code, stdout } = await workbench(['grade', 'echo'], { cwd })
    expect(code).toBe(1)
    expect(stdout).toContain('(same-type)')
    const [, id = ''] = /npx workbench replay (\S+)/.exec(stdout) ?? []
    expect(id).toMatch(/^0\.1-/)
    expect((await workbench(['replay', id], { cwd })).stdout).toMatch(/^✗ 0\.1 /m)
    await workbench(['reset', 'echo'], { cwd })
    expect(existsSync(join(cwd, `${program}.backup-1`))).toBe(true)
  })

  it('has its mistakes among those that the graders know', async () => {
    const { code, stdout } = await workbench(['mistakes', 'last-request'])
    expect(code).toBe(0)
    expect(stdout).toContain('npx workbench mistakes last-request --task 0.1 --run')
  })

  it('has a question to go on with', async () => {
    const { code, stdout } = await workbench(['interview', '--task', 'echo'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Tasks? .*0\.1/m)
  })
})
