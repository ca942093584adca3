import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commands } from '../../../lib/cli/commands.ts'
import { optionData } from '../../../lib/cli/options.ts'
import { knownMistakes } from '../../../lib/grade/known-mistakes.ts'
import { allTasks, loadTrack } from '../../../lib/track/load.ts'
import { packageRoot } from '../../../lib/track/root.ts'
import { solutionsFolder } from '../../../lib/track/solutions.ts'
import { loadConcepts } from '../../../lib/track/study/concepts.ts'
import { findConcept } from '../../../lib/track/study/find-concept.ts'
import { loadInterview } from '../../../lib/track/study/interview.ts'
import { loadKeyMistakes } from '../../../lib/track/study/key-mistakes.ts'
import { loadPrerequisites } from '../../../lib/track/study/prerequisites.ts'
import { loadReading } from '../../../lib/track/study/reading.ts'

const root = packageRoot()
const track = loadTrack(root)
const questions = loadInterview(root, track)
const words = (text: string) => text.split(/\s+/).join(' ')
const fileText = (name: string) => words(readFileSync(join(root, 'exercises', 'study', name), 'utf8'))

describe('the interview', () => {
  it('asks at least 24 questions, at least five about each part of the track', () => {
    expect(questions.length).toBeGreaterThanOrEqual(24)
    const about = (part: number) =>
      questions.filter(({ tasks }) => tasks.some((task) => task.startsWith(`${part}.`))).length
    const parts = new Set(track.tasks.map(({ subtrack }) => subtrack.number))
    for (const number of parts) expect(about(number)).toBeGreaterThanOrEqual(5)
  })

  it('has a question for every task, to go on with when it is passed', () => {
    const asked = new Set(questions.flatMap(({ tasks }) => tasks))
    expect(
      allTasks(track)
        .map(({ number }) => number)
        .filter((number) => !asked.has(number)),
    ).toEqual([])
  })

  it('names concepts that can be looked up', () => {
    const concepts = loadConcepts(root, track)
    const named = new Set(questions.flatMap(({ concepts }) => concepts))
    expect([...named].filter((name) => findConcept(concepts, name).kind !== 'found')).toEqual([])
  })
})

describe('the concepts and the reading', () => {
  it('leave no task without a concept', () => {
    const used = new Set(loadConcepts(root, track).flatMap(({ tasks }) => tasks))
    expect(track.tasks.map(({ number }) => number).filter((number) => !used.has(number))).toEqual([])
  })

  it('are at least 58 terms and four works', () => {
    expect(loadConcepts(root, track).length).toBeGreaterThanOrEqual(58)
    expect(loadReading(root, track).length).toBeGreaterThanOrEqual(4)
  })
})

describe('the mistakes', () => {
  it('that matter most are five, and their graders know them', async () => {
    const key = loadKeyMistakes(root, track)
    expect(key).toHaveLength(5)
    const known = (await knownMistakes(root, track.tasks, key)).map(
      ({ task, slug }) => `${task.number} ${slug}`,
    )
    const told = key.flatMap(({ slug, tasks }) => tasks.map((task) => `${task} ${slug}`))
    expect(told.filter((name) => !known.includes(name))).toEqual([])
  })

  it('all have a program that makes them', async () => {
    const known = await knownMistakes(root, allTasks(track), [])
    expect(known.filter(({ program }) => !existsSync(program)).map(({ program }) => program)).toEqual([])
  })
})

describe('the prerequisites', () => {
  const prerequisites = loadPrerequisites(root, track)
  const neededBy = (number: string) =>
    prerequisites.filter(({ tasks }) => tasks.includes(number)).map(({ title }) => title)

  it('leave no task without one, and the first of the track with those alone that all others have', () => {
    const first = neededBy('1.1')
    expect(first).toEqual(['Reading TypeScript', 'Nodes that answer requests in JSON'])
    for (const { number } of track.tasks) expect(neededBy(number)).toEqual(expect.arrayContaining(first))
    expect(neededBy('0.1')).toEqual(['Reading TypeScript'])
  })

  it('have the warm-up for practice where it helps, and no task that needs what it teaches', () => {
    const practised = prerequisites.filter(({ practice }) => practice.includes('0.1'))
    expect(practised.map(({ title }) => title)).toEqual(['Nodes that answer requests in JSON'])
    const circular = prerequisites.filter(({ tasks, practice }) =>
      practice.some((task) => tasks.includes(task)),
    )
    expect(circular).toEqual([])
  })

  it('are right that every task has a solution in JavaScript', () => {
    const without = allTasks(track).filter(
      (task) => !readdirSync(join(solutionsFolder(task), 'variants')).some((file) => file.endsWith('.js')),
    )
    expect(without.map(({ number }) => number)).toEqual([])
  })

  it('do not give away the warm-up, which comes after them', () => {
    expect(fileText('prerequisites.md')).not.toContain('echo_ok')
  })
})

describe('a command that a study text names', () => {
  const files = ['interview.md', 'mistakes.md', 'concepts.md', 'reading.md', 'prerequisites.md']

  it.each(files)('in %s is one', (name) => {
    const named = [...fileText(name).matchAll(/`npx workbench ([^`]*)`/g)].map(([, line = '']) => line)
    const wrong = named.filter((line) => {
      const command = commands.find(({ name }) => name === line.split(' ')[0])
      const flags = line.match(/--[a-z]+/g) ?? []
      const has = (flag: string) =>
        command?.options.some((option) => optionData[option].flags.split(' ')[0] === flag)
      return command === undefined || !flags.every(has)
    })
    expect(wrong).toEqual([])
  })
})
