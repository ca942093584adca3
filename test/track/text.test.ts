import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { allTasks, loadTrack } from '../../lib/track/load.ts'
import { packageRoot } from '../../lib/track/root.ts'
import type { Task } from '../../lib/track/task.ts'
import { taskHints, taskText } from '../../lib/track/text.ts'
import { exercises, temporaryFolder } from './exercises.ts'

describe('a task’s text', () => {
  it('is what stands below the head', () => {
    expect(taskText(taskOf('2.1'))).toBe('Climb.\n\nThen stay.')
  })
})

describe('a task’s hints', () => {
  it('are split at their headings, with a title where there is one', () => {
    expect(taskHints(taskOf('1.1'))).toEqual([
      { level: 1, text: 'Open your mouth.' },
      { level: 2, title: 'How to begin', text: 'Breathe out.' },
    ])
  })

  it.each([
    ['without a heading', 'Open your mouth.\n', /"Open your mouth\." should be the heading of hint 1/],
    ['that are empty', '', /hints\.md: "" should be the heading of hint 1/],
    ['out of order', '## Hint 2\n\nOpen.\n', /should be the heading of hint 1/],
    [
      'that skip a level',
      '## Hint 1\n\nOpen.\n\n## Hint 3\n\nX.\n',
      /"## Hint 3" should be the heading of hint 2/,
    ],
    ['of which one says nothing', '## Hint 1\n\n## Hint 2\n\nX.\n', /hint 1 says nothing/],
  ])('%s are refused by the name of their file', (_, text, message) => {
    expect(() => taskHints(taskOf('1.1', text))).toThrow(message)
  })

  it('that are not there are missed by the name of their file', () => {
    const task = taskOf('1.2')
    rmSync(join(task.folder, 'hints.md'))
    expect(() => taskHints(task)).toThrow(/2-second-hand.hints\.md/)
  })
})

/** On a screen of 60 columns, with the two that a fenced block is set in by. */
const drawnAtMost = 58

describe('every text that ships', () => {
  const exercisesFolder = join(packageRoot(), 'exercises')
  const files = readdirSync(exercisesFolder, { recursive: true, encoding: 'utf8' })

  it.each(files.filter((file) => file.endsWith('.md')).sort())(
    '%s has no drawing that would wrap',
    (file) => {
      const [, ...blocks] = readFileSync(join(exercisesFolder, file), 'utf8').split(/^ *```.*$/m)
      const fenced = blocks
        .filter((_, index) => index % 2 === 0)
        .join('')
        .split('\n')
      expect(fenced.filter((line) => stringWidth(line) > drawnAtMost)).toEqual([])
    },
  )
})

describe('every task that ships', () => {
  it.each(allTasks(loadTrack(packageRoot())))('$number has its text and at least three hints', (task) => {
    expect(taskText(task)).not.toBe('')
    expect(taskHints(task).length).toBeGreaterThanOrEqual(3)
  })
})

function taskOf(number: string, hints?: string): Task {
  const files = hints === undefined ? {} : { 'exercises/1-rumours/1-first-word/hints.md': hints }
  const { tasks } = loadTrack(temporaryFolder({ ...exercises, ...files }))
  const task = tasks.find((task) => task.number === number)
  if (task === undefined) throw new Error(`no task ${number}`)
  return task
}
