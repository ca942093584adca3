import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commands } from '../../../lib/cli/commands.ts'
import { optionData } from '../../../lib/cli/options.ts'
import { knownMistakes } from '../../../lib/grade/known-mistakes.ts'
import { expectedRounds } from '../../../lib/theory/expected-rounds.ts'
import { minimumFanout } from '../../../lib/theory/minimum-fanout.ts'
import { allTasks, loadTrack } from '../../../lib/track/load.ts'
import { packageRoot } from '../../../lib/track/root.ts'
import { solutionFile, solutionsFolder } from '../../../lib/track/solutions.ts'
import { findConcept, loadConcepts } from '../../../lib/track/study/concepts.ts'
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
    expect([...named].filter((name) => findConcept(concepts, name).kind === 'unknown')).toEqual([])
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

  it('quote the solution of the warm-up', () => {
    const [echo] = allTasks(track)
    const [, handler = 'none'] = /`(node\.on\(.*?\))`/.exec(fileText('prerequisites.md')) ?? []
    expect(echo && words(readFileSync(solutionFile(echo), 'utf8'))).toContain(handler)
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

describe('a figure of the interview is what the calculator computes', () => {
  const text = fileText('interview.md')
  const says = (sentence: string) => expect(text.includes(sentence) ? '' : `not found: ${sentence}`).toBe('')
  const once = (nodes: number, target: number) =>
    minimumFanout({ nodes, target, model: 'once', rounds: 'inf', loss: 0, crashed: 0 })
  const forever = (nodes: number, rounds: number) =>
    minimumFanout({ nodes, target: 0.99, model: 'forever', rounds, loss: 0, crashed: 0 })

  it('the fanout that grows with the logarithm', () => {
    const [a, b, c, d] = [25, 100, 1000, 10_000].map((nodes) => once(nodes, 0.99).minFanout)
    says(`gives ${a}, ${b}, ${c} and ${d} for 25, 100, 1,000 and 10,000 nodes`)
    const percent = Math.round(100 * once(1000, 0.7).at(8).reach.pAll)
    says(`with 8 instead of 12 a thousand nodes are all reached in ${percent} % of runs`)
  })

  it('the fanout that the textbook gets wrong', () => {
    const { minFanout, at } = forever(25, 5)
    const chance = at(3).reach.pAll.toFixed(4)
    says(`K = ${minFanout} informs all 25 nodes in 5 rounds with probability ${chance}`)
  })

  it('the wave that is no reliable broadcast', () => {
    const wave = (fanout: number) => {
      const { missed, pAll } = once(25, 0.01).at(fanout).reach
      return { reached: (100 * (1 - missed / 25)).toFixed(1), all: Math.round(100 * pAll) }
    }
    const [two, three] = [wave(2), wave(3)]
    says(`reaches ${two.reached} % of the nodes on average, and all of them in ${two.all} %`)
    says(`with three peers it is ${three.reached} % and ${three.all} %`)
    const seventh = forever(25, 7).at(2).reach.pAll.toFixed(3)
    says(`within 7 rounds with probability ${seventh}`)
  })

  it('the rounds of push, pull and both', () => {
    const [push, pull, both] = (['push', 'pull', 'push-pull'] as const).map((calls) =>
      expectedRounds(1000, calls).toFixed(2),
    )
    says(`is ${push} with push, ${pull} with pull and ${both} with both`)
  })

  it('the arithmetic beside them', () => {
    const flood = (nodes: number, links: number) => 2 * links - (nodes - 1)
    says(
      `For a line of 25 nodes that is ${flood(25, 24)}, for a 5×5 grid ${flood(25, 40)}, for 25 nodes that all know each other ${flood(25, 300)}`,
    )
    says(`${flood(25, 300) / 24} times as many where 25 nodes all know each other`)
    says(`e/(e − 1) ≈ ${(Math.E / (Math.E - 1)).toFixed(2)} periods`)
    says(`8 · ln 10 ≈ ${(8 * Math.LN10).toFixed(1)} mean intervals`)
    says(`For c = ${(-Math.log(-Math.log(0.99))).toFixed(1)} that is 0.99`)
    const hashes = 1 + 16 * 3 * (Math.log(1e6) / Math.log(16))
    says(`some ${Math.round(hashes / 10) * 10} hashes`)
  })
})
