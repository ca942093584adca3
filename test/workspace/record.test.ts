import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Attempt } from '../../lib/workspace/entry.ts'
import { progressOf } from '../../lib/workspace/progress.ts'
import { readProgress } from '../../lib/workspace/read-progress.ts'
import { readAttempts, recordAttempt, recordHint, recordSolution } from '../../lib/workspace/record.ts'
import { kept, type Workspace } from '../../lib/workspace/workspace.ts'
import { setUpDesk } from './desk.ts'

const failed: Attempt = { task: '1.1', at: '2026-01-01T10:00:00Z', verdict: 'violated', stars: 0, seed: 7 }
const passed: Attempt = { task: '1.1', at: '2026-01-01T11:00:00Z', verdict: 'passed', stars: 1, seed: 7 }

describe('what is recorded', () => {
  it('is read back by the next process', () => {
    const { workspace, task } = setUpDesk()
    recordAttempt(workspace, failed)
    recordHint(workspace, { task: '1.1', at: '2026-01-01T10:30:00Z', level: 1 })
    recordSolution(workspace, { task: '1.1', at: '2026-01-01T10:45:00Z' })
    const told = recordAttempt(workspace, passed)
    expect(readProgress(workspace)).toEqual(told)
    expect(progressOf(told.progress, task)).toEqual({
      status: 'passed',
      stars: 1,
      attempts: 2,
      bestAt: passed.at,
      hintsSeen: 1,
      solutionSeen: true,
    })
  })

  it('lists a task’s attempts, oldest first', () => {
    const { workspace } = setUpDesk()
    recordAttempt(workspace, failed)
    recordAttempt(workspace, { ...passed, task: '2.1' })
    recordAttempt(workspace, passed)
    expect(readAttempts(workspace, '1.1')).toMatchObject([failed, passed])
  })

  it('is nothing in a new workspace', () => {
    const { workspace } = setUpDesk()
    expect(readProgress(workspace)).toEqual({ progress: { version: 1, counted: 0, tasks: {} } })
    expect(readAttempts(workspace, '1.1')).toEqual([])
  })
})

describe('the record', () => {
  it('rebuilds progress that went missing', () => {
    const { workspace } = setUpDesk()
    const { progress } = recordAttempt(workspace, passed)
    rmSync(progressFile(workspace))
    expect(readProgress(workspace)).toEqual({ progress })
  })

  it('adds what a killed process had recorded but not yet counted', () => {
    const { workspace } = setUpDesk()
    recordAttempt(workspace, failed)
    const before = readFileSync(progressFile(workspace))
    recordAttempt(workspace, passed)
    writeFileSync(progressFile(workspace), before)
    expect(readProgress(workspace).progress.tasks['1.1']).toMatchObject({ status: 'passed', attempts: 2 })
  })

  it('passes over a line that was torn, and begins the next on a fresh one', () => {
    const { workspace } = setUpDesk()
    recordAttempt(workspace, failed)
    appendFileSync(recordFile(workspace), '{"kind":"attempt","task":"1.1","at":"2026')
    recordAttempt(workspace, passed)
    expect(readAttempts(workspace, '1.1')).toMatchObject([failed, passed])
    expect(readProgress(workspace).progress.tasks['1.1']?.attempts).toBe(2)
  })

  it.each([
    'null',
    '7',
    '{"kind":"attempt","task":"__proto__","at":"x","verdict":"passed","stars":1,"seed":1}',
    '{"kind":"attempt","task":"1.1","at":"x","verdict":"passed","stars":-1,"seed":1}',
    '{"kind":"hint","task":"1.1","at":"x"}',
    '{"kind":"of a newer version","task":"1.1","at":"x"}',
  ])('passes over a line that it does not know: %s', (line) => {
    const { workspace } = setUpDesk()
    appendFileSync(recordFile(workspace), `${line}\n`)
    recordAttempt(workspace, passed)
    expect(readProgress(workspace).progress.tasks).toEqual({
      '1.1': {
        status: 'passed',
        stars: 1,
        attempts: 1,
        bestAt: passed.at,
        hintsSeen: 0,
        solutionSeen: false,
      },
    })
  })

  it('that was deleted takes no progress with it', () => {
    const { workspace } = setUpDesk()
    recordAttempt(workspace, passed)
    rmSync(recordFile(workspace))
    recordAttempt(workspace, failed)
    expect(readProgress(workspace).progress.tasks['1.1']).toMatchObject({ status: 'passed', attempts: 2 })
  })
})

describe('a progress.json that cannot be used', () => {
  it.each([
    ['damaged', '{"version": 1, "co', /progress\.json is damaged.* kept as .*corrupt-1/],
    ['of a newer version', '{"version": 9}', /was written by a newer version.* kept as .*corrupt-1/],
  ])('because it is %s is set aside with a notice, and progress counted anew', (_, text, sentence) => {
    const { workspace } = setUpDesk()
    recordAttempt(workspace, passed)
    writeFileSync(progressFile(workspace), text)
    const { progress, notice } = readProgress(workspace)
    expect(notice).toMatch(sentence)
    expect(progress.tasks['1.1']?.status).toBe('passed')
    expect(readFileSync(`${progressFile(workspace)}.corrupt-1`, 'utf8')).toBe(text)
    expect(existsSync(progressFile(workspace))).toBe(false)
  })

  it('is set aside once, and the next reading says nothing of it', () => {
    const { workspace } = setUpDesk()
    writeFileSync(progressFile(workspace), 'broken')
    readProgress(workspace)
    expect(readProgress(workspace)).not.toHaveProperty('notice')
  })

  it('never replaces one that was set aside before', () => {
    const { workspace } = setUpDesk()
    for (const text of ['first', 'second']) {
      writeFileSync(progressFile(workspace), text)
      readProgress(workspace)
    }
    expect(readFileSync(`${progressFile(workspace)}.corrupt-1`, 'utf8')).toBe('first')
    expect(readFileSync(`${progressFile(workspace)}.corrupt-2`, 'utf8')).toBe('second')
  })

  it('is set aside before a new one is written', () => {
    const { workspace } = setUpDesk()
    writeFileSync(progressFile(workspace), 'broken')
    expect(recordAttempt(workspace, passed).notice).toMatch(/is damaged/)
    expect(readFileSync(`${progressFile(workspace)}.corrupt-1`, 'utf8')).toBe('broken')
    expect(readProgress(workspace).progress.tasks['1.1']?.attempts).toBe(1)
  })
})

describe('what a killed process left unfinished', () => {
  it('is cleared away by the next write, and what a living one is writing is not', () => {
    const { workspace } = setUpDesk()
    // No process has this id: it is beyond the largest that any system gives.
    writeFileSync(kept(workspace, 'tmp', '2147483646-progress.json'), '{"vers')
    writeFileSync(kept(workspace, 'tmp', `${process.ppid}-progress.json`), '{"vers')
    recordAttempt(workspace, passed)
    expect(readdirSync(kept(workspace, 'tmp'))).toEqual([`${process.ppid}-progress.json`])
  })
})

function progressFile(workspace: Workspace): string {
  return kept(workspace, 'progress.json')
}

function recordFile(workspace: Workspace): string {
  return kept(workspace, 'attempts.jsonl')
}
