import { execFile } from 'node:child_process'
import { closeSync, existsSync, openSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  ending,
  escapeSequence,
  executable,
  newFolder,
  program,
  startWorkbench,
  workbench,
} from './workbench.ts'

describe.concurrent('standard output', () => {
  it('that nobody reads to its end, as behind `| head`, ends a command quietly', async () => {
    const child = startWorkbench(['show', '1.1'])
    // Long before it writes.
    child.stdout?.destroy()
    expect(await ending(child)).toEqual({ code: 0, stdout: '', stderr: '' })
  })

  it('that nobody reads changes nothing about the verdict', async () => {
    const child = startWorkbench(['grade', '1.1', '--file', program('mistakes/never-forwards.ts')])
    child.stdout?.destroy()
    expect(await ending(child)).toEqual({ code: 1, stdout: '', stderr: '' })
  })

  it.skipIf(!existsSync('/dev/full'))('on a full disk is a failure that says so', async () => {
    const full = openSync('/dev/full', 'w')
    try {
      const child = startWorkbench(['list'], { stdio: ['ignore', full, 'pipe'] })
      const { code, stderr } = await ending(child)
      expect(code).toBe(3)
      expect(stderr).toMatch(/could not be written, because the disk is full/)
    } finally {
      closeSync(full)
    }
  })

  it('that is no terminal gets no colour, even from a shell that asks programs for it', async () => {
    const failing = ['replay', '1.1-ring-of-6-s1', '--file', program('mistakes/never-forwards.ts')]
    const env = { FORCE_COLOR: '1', COLORTERM: 'truecolor' }
    const texts = await Promise.all([workbench(['list'], { env }), workbench(failing, { env })])
    for (const { stdout, stderr } of texts) expect(stdout + stderr).not.toMatch(escapeSequence)
  })

  it.each([
    ['55', 55],
    ['120', 120],
    ['19', 80],
    ['501', 80],
    ['60.5', 80],
    ['wide', 80],
    ['', 80],
  ])('that is no terminal is as wide as COLUMNS says, within reason: %j', async (COLUMNS, width) => {
    const { stdout } = await workbench(['mistakes', 'no-dedup'], { env: { COLUMNS } })
    const widest = Math.max(...stdout.split('\n').map(({ length }) => length))
    expect(widest).toBeLessThanOrEqual(width)
    expect(widest).toBeGreaterThan(width - 10)
  })

  it('is plain ASCII where the locale knows nothing more', async () => {
    const { stdout } = await workbench(['list'], { env: { LANG: 'C' } })
    expect(stdout).not.toMatch(/[^\n -~]/)
  })
})

describe.concurrent('a folder that has been deleted', () => {
  it.skipIf(process.platform === 'win32')('is no place to work in, and that is said', async () => {
    const folder = newFolder()
    const script = 'mkdir gone && cd gone && rmdir ../gone && exec "$0" "$1" list'
    const ended = await new Promise<{ code: unknown; stderr: string }>((resolve) => {
      execFile('sh', ['-c', script, process.execPath, executable], { cwd: folder }, (error, _, stderr) =>
        resolve({ code: error?.code, stderr }),
      )
    })
    expect(ended).toEqual({
      code: 2,
      stderr: 'The folder you are in does not exist any more. Go to another one and try again.\n',
    })
  })
})
