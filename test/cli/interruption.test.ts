import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ending, hearing, ownProgram, program, startedFolder, startWorkbench } from './workbench.ts'

const neverEnds = 'export default function () {\n  while (true) {}\n}\n'

describe.concurrent('Ctrl-C while a program is graded', () => {
  it('ends with 130 and a sentence, and nothing is recorded', async () => {
    const folder = await startedFolder()
    writeFileSync(join(folder, ownProgram), neverEnds)
    const child = startWorkbench(['grade', '1.1', '--watch'], { cwd: folder })
    const ended = ending(child)
    await hearing(child, /^Watching /)
    child.kill('SIGINT')
    const { code, stdout, stderr } = await ended
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' })
    expect(stderr).toMatch(/\nInterrupted\. What was recorded before is kept; nothing else was\.\n$/)
    expect(readdirSync(join(folder, 'gossip-workspace', '.workbench'))).not.toContain('attempts.jsonl')
  })
})

describe.concurrent('grade --watch', () => {
  it('grades again when the file is saved, records each, and is ended by Ctrl-C', async () => {
    const folder = await startedFolder()
    const own = join(folder, ownProgram)
    const child = startWorkbench(['grade', '1.1', '--watch'], { cwd: folder })
    const ended = ending(child)
    await printing(child, /Not yet/)
    writeFileSync(own, '')
    await hearing(child, /Saved: grading again\.\n.*is empty/s)
    writeFileSync(own, readFileSync(program('solution.ts')))
    await printing(child, /Passed/)
    child.kill('SIGINT')
    expect((await ended).code).toBe(130)
    const record = readFileSync(join(folder, 'gossip-workspace', '.workbench', 'attempts.jsonl'), 'utf8')
    const verdicts = record.trim().split('\n')
    expect(verdicts.map((line) => JSON.parse(line).verdict)).toEqual(['violated', 'passed'])
  })
})

/** Resolves when the command has printed something like this. */
function printing({ stdout }: ReturnType<typeof startWorkbench>, pattern: RegExp): Promise<void> {
  let printed = ''
  return new Promise((resolve) => {
    stdout?.on('data', (text: string) => {
      printed += text
      if (pattern.test(printed)) resolve()
    })
  })
}
