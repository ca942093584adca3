import { describe, expect, it } from 'vitest'
import { groundOf, withAllThatBuildOn } from '../../lib/track/builds.ts'
import { allTasks, loadTrack } from '../../lib/track/load.ts'
import { packageRoot } from '../../lib/track/root.ts'
import type { Task } from '../../lib/track/task.ts'

const tasks = allTasks(loadTrack(packageRoot()))
const named = (number: string): Task => {
  const task = tasks.find((one) => one.number === number)
  if (task === undefined) throw new Error(`there is no task ${number}`)
  return task
}

describe('what a task builds on', () => {
  it('goes down to the first, each task once, in the order of the track', () => {
    const chain = (number: string, ...builds: string[]): Task => ({ ...named('1.1'), number, builds })
    const given = [chain('1.1'), chain('1.2', '1.1'), chain('1.3', '1.1'), chain('2.1', '1.3', '1.2')]
    expect(groundOf(given[3] as Task, given)).toEqual(['1.1', '1.2', '1.3'])
    expect(groundOf(given[1] as Task, given)).toEqual(['1.1'])
    expect(groundOf(given[0] as Task, given)).toEqual([])
  })

  it('holds with each task all that this one builds on', () => {
    for (const task of tasks) {
      const ground = groundOf(task, tasks)
      expect(ground).toEqual(expect.arrayContaining(task.builds))
      for (const number of ground)
        expect(ground).toEqual(expect.arrayContaining(groundOf(named(number), tasks)))
    }
  })
})

describe('what builds on a task', () => {
  it('is the whole track for the first, which the warm-up is no part of', () => {
    const numbers = tasks.map(({ number }) => number)
    expect(withAllThatBuildOn(['1.1'], tasks)).toEqual(numbers.filter((number) => number !== '0.1'))
    expect(withAllThatBuildOn(['0.1'], tasks)).toEqual(['0.1'])
  })

  it('is the task itself and what names it, at whatever distance', () => {
    expect(withAllThatBuildOn(['4.3'], tasks)).toEqual(['4.3', '4.4', '4.5'])
    expect(withAllThatBuildOn(['3.1', '4.3'], tasks)).toEqual(['3.1', '3.2', '3.3', '4.3', '4.4', '4.5'])
  })
})
