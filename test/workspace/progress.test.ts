import { describe, expect, it } from 'vitest'
import type { Entry } from '../../lib/workspace/entry.ts'
import { noProgress, parseProgress, progressOf, withEntries } from '../../lib/workspace/progress.ts'

const task = { number: '1.1' }

describe('a task’s progress', () => {
  it('is new before anything happened', () => {
    expect(progressOf(noProgress, task)).toEqual({
      status: 'new',
      stars: 0,
      attempts: 0,
      hintsSeen: 0,
      solutionSeen: false,
    })
  })

  it.each<[string, Entry]>([
    ['a failed attempt', attempt('1', 'violated')],
    ['a hint', { kind: 'hint', task: '1.1', at: '1', level: 1 }],
    ['a look at the solution', { kind: 'solution', task: '1.1', at: '1' }],
  ])('is started after %s', (_, entry) => {
    expect(progressAfter(entry).status).toBe('started')
  })

  it('is passed after one attempt that passed, with its stars and time', () => {
    expect(progressAfter(attempt('1', 'stuck'), attempt('2', 'passed', 1))).toMatchObject({
      status: 'passed',
      attempts: 2,
      stars: 1,
      bestAt: '2',
    })
  })

  it('stays passed, with the stars of the best attempt, after worse ones', () => {
    const worse = progressAfter(attempt('1', 'passed', 2), attempt('2', 'passed', 1), attempt('3', 'threw'))
    expect(worse).toMatchObject({ status: 'passed', attempts: 3, stars: 2, bestAt: '1' })
  })

  it('keeps the time at which its best result was first reached', () => {
    expect(progressAfter(attempt('1', 'passed'), attempt('2', 'passed')).bestAt).toBe('1')
  })

  it('stays passed when a hint is read later', () => {
    expect(
      progressAfter(attempt('1', 'passed'), { kind: 'hint', task: '1.1', at: '2', level: 1 }).status,
    ).toBe('passed')
  })

  it('remembers the highest hint', () => {
    const hint = (level: number): Entry => ({ kind: 'hint', task: '1.1', at: '1', level })
    expect(progressAfter(hint(2), hint(1)).hintsSeen).toBe(2)
  })

  it('is untouched by what happens to another task', () => {
    expect(progressAfter({ ...attempt('1', 'passed'), task: '1.2' } as Entry).status).toBe('new')
  })
})

describe('a progress file', () => {
  it('reads back as it was written', () => {
    const progress = withEntries(noProgress, [attempt('1', 'passed', 1)], 40)
    expect(parseProgress(JSON.stringify(progress))).toEqual({ kind: 'valid', progress })
  })

  it('of a later version is known as such, whatever is in it', () => {
    expect(parseProgress('{"version": 2, "everything": "different"}')).toEqual({ kind: 'newer' })
  })

  const whole = { status: 'passed', stars: 1, attempts: 2, bestAt: '1', hintsSeen: 0, solutionSeen: false }
  it.each([
    ['empty', ''],
    ['cut short', '{"version": 1, "coun'],
    ['of zeroes', '\0\0\0\0'],
    ['not an object', '[]'],
    ['without a version', '{"counted": 0, "tasks": {}}'],
    ['with tasks that are a list', '{"version": 1, "counted": 0, "tasks": []}'],
    ['with a negative count', '{"version": 1, "counted": -1, "tasks": {}}'],
    ['with a task that is null', file(null)],
    ['with an unknown status', file({ ...whole, status: 'done' })],
    ['with half a star', file({ ...whole, stars: 0.5 })],
    ['with attempts as text', file({ ...whole, attempts: '2' })],
    ['with a time that is a number', file({ ...whole, bestAt: 1 })],
    ['without hints', file({ ...whole, hintsSeen: undefined })],
    ['with a solution half seen', file({ ...whole, solutionSeen: 'half' })],
  ])('%s is corrupt', (_, text) => {
    expect(parseProgress(text)).toEqual({ kind: 'corrupt' })
  })

  it('that is whole is not', () => {
    expect(parseProgress(file(whole)).kind).toBe('valid')
  })

  function file(task: unknown): string {
    return JSON.stringify({ version: 1, counted: 0, tasks: { '1.1': task } })
  }
})

function attempt(at: string, verdict: string, stars = 0): Entry {
  return { kind: 'attempt', task: '1.1', at, verdict, stars, seed: 1 }
}

function progressAfter(...entries: Entry[]): ReturnType<typeof progressOf> {
  return progressOf(withEntries(noProgress, entries, 0), task)
}
