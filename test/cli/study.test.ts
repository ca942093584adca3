import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { packageRoot } from '../../lib/track/root.ts'
import { needlesslyWide } from '../view/copied.ts'
import { escapeSequence, newFolder, words, workbench } from './workbench.ts'

const link = z.object({ text: z.string().min(1), url: z.url() })
const text = z.string().min(1)
const tasks = z.array(z.string().regex(/^\d\.\d$/)).min(1)
const question = z.strictObject({
  ...{ question: text, tasks, concepts: z.array(text).min(1), answer: text, weakAnswerMisses: text },
  ...{ followUp: text, sources: z.array(link).min(1) },
})
const mistake = z.strictObject({
  ...{ task: z.string(), slug: text, title: text, cause: text, fix: text, whyItMatters: text.nullable() },
  program: text,
})
const prerequisite = z.strictObject({
  ...{ title: text, from: tasks, tasks, practice: z.array(z.string()), about: text, whoMaySkip: text },
  sources: z.array(link).min(1),
})
const numbers = z.array(z.string().regex(/^\d\.\d$/))
const order = z.strictObject({
  ...{ task: text, slug: text, title: text, warmUp: z.boolean(), buildsOn: numbers, ground: numbers },
})
const concept = z.strictObject({
  term: text,
  also: z.array(text),
  tasks,
  text,
  sources: z.array(link).min(1),
})
const reading = z.strictObject({
  ...{ title: text, by: text, year: z.int(), url: z.url(), tasks, about: z.string(), lookFor: text },
})

async function json<Entry>(schema: z.ZodType<Entry>, ...args: string[]): Promise<Entry[]> {
  const { code, stdout, stderr } = await workbench([...args, '--json'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return z.array(schema).min(1).parse(JSON.parse(stdout))
}

describe.concurrent('interview', () => {
  it('asks one question and answers it, as plain text of 80 columns', async () => {
    const { code, stdout, stderr } = await workbench(['interview'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout.match(/^Model answer$/gm)).toHaveLength(1)
    expect(stdout).not.toMatch(escapeSequence)
    expect(needlesslyWide(stdout.split('\n'), 80)).toEqual([])
  })

  it('gives one question as JSON, or all of them', async () => {
    expect(await json(question, 'interview')).toHaveLength(1)
    expect((await json(question, 'interview', '--all')).length).toBeGreaterThanOrEqual(24)
  })

  it('gives the questions of a task, however the task is named', async () => {
    const asked = await json(question, 'interview', '--task', 'anti-entropy')
    expect(asked.length).toBeGreaterThan(1)
    expect(asked.every(({ tasks }) => tasks.includes('2.4'))).toBe(true)
  })

  it('practises on a terminal alone', async () => {
    const { code, stdout, stderr } = await workbench(['interview', '--practice'])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('needs a terminal')
  })

  it('says what is wrong with a task that is not there', async () => {
    const { code, stderr } = await workbench(['interview', '--task', '9.9'])
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'There is no task "9.9". `npx workbench list` names them all.\n',
    })
  })
})

describe.concurrent('mistakes', () => {
  it('names the five that matter most, then all under their tasks, nearly each in a line', async () => {
    const { code, stdout } = await workbench(['mistakes'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^The 5 mistakes that matter most\n( {2}\S.* \(task \d\.\d\)\n){5}\n/)
    expect(stdout).toMatch(
      /^1\.1 Implement Basic Broadcast to All Nodes\n( {2}\S.*\n)* {2}never-forwards {8}Values stay where /m,
    )
    const all = await json(mistake, 'mistakes')
    const indented = stdout.split('\n').filter((line) => line.startsWith('  '))
    expect(indented.length).toBeLessThan(1.05 * (5 + all.length))
    expect(indented.length).toBeGreaterThanOrEqual(5 + all.length)
  })

  it('tells all of a task’s in full', async () => {
    const { stdout } = await workbench(['mistakes', '--task', '1.2'])
    const all = await json(mistake, 'mistakes', '--task', '1.2')
    expect(stdout.match(/^Cause$/gm)).toHaveLength(all.length)
  })

  it('gives all of them as JSON, five with what they cost', async () => {
    const all = await json(mistake, 'mistakes')
    expect(all.filter(({ whyItMatters }) => whyItMatters !== null)).toHaveLength(5)
    expect(all.every(({ program }) => existsSync(program))).toBe(true)
  })

  it('gives those of a task', async () => {
    const [first, ...others] = await json(mistake, 'mistakes', '--task', '1.2')
    expect([first, ...others].every((one) => one?.task === '1.2')).toBe(true)
  })

  it('tells of one, with the command that shows it', async () => {
    const { code, stdout } = await workbench(['mistakes', 'never-forwards'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Values stay where they were broadcast\nnever-forwards · Task 1\.1 /)
    expect(stdout).toMatch(/See it fail: npx workbench mistakes never-forwards --task 1\.1 --run\n$/)
  })

  it('suggests a name that was nearly typed', async () => {
    const { code, stderr } = await workbench(['mistakes', 'no-dedupe'])
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'No grader knows a mistake "no-dedupe". Did you mean no-dedup?\n',
    })
  })

  it('asks which task is meant when several know the name', async () => {
    const { code, stderr } = await workbench(['mistakes', 'with-replacement', '--run'])
    expect(code).toBe(2)
    expect(stderr).toContain('Say in which with --task 1.3 or 2.1.')
  })

  it('grades the program that makes one, and names it', async () => {
    const { code, stdout } = await workbench(['mistakes', 'never-forwards', '--run'], { cwd: newFolder() })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^✗ 1\.1 Not yet: /m)
    expect(stdout).toMatch(/^Mistake {2}Values stay where they were broadcast \(never-forwards\)$/m)
    const [, replay = ''] = /Replay it: npx workbench (replay .*?) ?(?=Mistake)/.exec(words(stdout)) ?? []
    expect(replay).toMatch(/^replay 1\.1-\S+ --file /)
  })

  it('says first that the program is an example, and where it is', async () => {
    const cwd = newFolder()
    const { stdout } = await workbench(['mistakes', 'never-forwards', '--run'], { cwd })
    const [before = ''] = stdout.split(/^✗ 1\.1 /m)
    expect(words(before)).toMatch(
      /^This is not your program, but an example for task 1\.1 .* \(never-forwards\): /,
    )
    const [, file = ''] = /^ {2}(\S+)$/m.exec(before) ?? []
    expect(existsSync(join(cwd, file))).toBe(true)
  })

  it('gives the report of that grading as JSON', async () => {
    const graded = mistake.extend({ report: z.looseObject({ verdict: z.literal('violated') }) })
    const [only] = await json(graded, 'mistakes', 'never-forwards', '--run')
    expect(only?.slug).toBe('never-forwards')
  })
})

describe.concurrent('concepts', () => {
  it('lists all terms with their tasks', async () => {
    const { code, stdout } = await workbench(['concepts'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Anti-entropy +\d\.\d/im)
  })

  it('tells what a term means, however it is written', async () => {
    const { stdout } = await workbench(['concepts', 'g', 'set'])
    expect(stdout).toMatch(/^G-Set\n/)
    expect(stdout).toMatch(/https:\S+\n$/)
  })

  it('suggests a term that was nearly typed', async () => {
    const { code, stderr } = await workbench(['concepts', 'fanuot'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/^There is no concept "fanuot"\. Did you mean Fanout/)
  })

  it.each([
    [['version', 'vector'], 'Version vectors'],
    [['OR-Set'], 'Add-remove semantics'],
    [['conflict-free', 'replicated', 'data', 'types'], 'CRDT'],
  ])('finds what %j is short for, or one of', async (asked, term) => {
    const { stdout } = await workbench(['concepts', ...asked])
    expect(stdout.split('\n')[0]).toBe(term)
  })

  it('lists the terms that a word is in, in text and in JSON', async () => {
    const { code, stdout, stderr } = await workbench(['concepts', 'LWW'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^There is no concept "LWW" alone, .*\n\nLWW register .*\nLWW limitation .*\n$/)
    expect(stderr).toBe('\nWhat one means: npx workbench concepts lww register\n')
    const terms = await json(concept, 'concepts', 'LWW')
    expect(terms.map(({ term }) => term)).toEqual(['LWW register', 'LWW limitation'])
  })

  it('says where a word is spoken of that is no term', async () => {
    const { code, stdout, stderr } = await workbench(['concepts', 'disease'])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toBe(
      'There is no concept "disease". It is spoken of under Epidemic. `npx workbench concepts` lists them all.\n',
    )
  })

  it('gives all of them as JSON, or those of a task', async () => {
    const all = await json(concept, 'concepts')
    const some = await json(concept, 'concepts', '--task', '2.4')
    expect(some.length).toBeLessThan(all.length)
  })
})

describe.concurrent('prerequisites', () => {
  const list = z.strictObject({ prerequisites: z.array(prerequisite).min(1), tasks: z.array(order).min(1) })
  const asked = async (...args: string[]) => {
    const { code, stdout, stderr } = await workbench(['prerequisites', '--json', ...args])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    return list.parse(JSON.parse(stdout))
  }

  it('says what to know and who may skip it, and then how the tasks build on each other', async () => {
    const { code, stdout, stderr } = await workbench(['prerequisites'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^Reading TypeScript\n/)
    expect(stdout.match(/^Who may skip this$/gm)).toHaveLength(4)
    expect(stdout).toMatch(
      /^How the tasks build on each other\n[\s\S]*\n {2}4\.5 kv-benchmark +4\.3; and so /m,
    )
    expect(stdout).not.toMatch(escapeSequence)
    expect(needlesslyWide(stdout.split('\n'), 80)).toEqual([])
  })

  it('says of one task what it needs and which come before it', async () => {
    const { stdout } = await workbench(['prerequisites', '--task', 'fanout-probability'])
    expect(stdout).toContain('A little probability\n')
    expect(stdout).not.toContain('Logical clocks')
    expect(stdout).toMatch(/\nWhat 2\.2 .* builds on\n\n {2}1\.1 .*\n {2}1\.3 .*\n {2}2\.1 .*\n$/)
  })

  it('gives all of it as JSON, or what belongs to a task', async () => {
    const all = await asked()
    expect(all.tasks.map(({ task }) => task)).toHaveLength(20)
    expect(all.tasks.filter(({ warmUp }) => warmUp).map(({ slug }) => slug)).toEqual(['echo'])
    const { prerequisites, tasks } = await asked('--task', '4.4')
    expect(prerequisites.map(({ title }) => title)).toContain('Logical clocks')
    expect(tasks).toMatchObject([
      { task: '4.4', buildsOn: ['4.3'], ground: ['1.1', '1.3', '2.1', '2.3', '4.1', '4.3'] },
    ])
  })
})

describe.concurrent('reading', () => {
  it('says what to look for in each work', async () => {
    const { code, stdout } = await workbench(['reading'])
    expect(code).toBe(0)
    expect((stdout.match(/^What to look for$/gm) ?? []).length).toBeGreaterThanOrEqual(4)
  })

  it('gives them as JSON', async () => {
    expect((await json(reading, 'reading')).length).toBeGreaterThanOrEqual(4)
  })
})

describe.concurrent('a command that a text names', () => {
  const exercises = join(packageRoot(), 'exercises')
  const texts = readdirSync(exercises, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.md'),
  )
  const named = texts.flatMap((name) => {
    const text = readFileSync(join(exercises, name), 'utf8').replace(/\s+/g, ' ')
    return [...text.matchAll(/`npx workbench ((?:fanout|simulate|concepts) [^`]+)`/g)].map(([, line]) => line)
  })

  it.each([...new Set(named)])('runs as it stands: %s', async (line = '') => {
    // Few runs of the tables of 1987 tell as much here as all of them, sooner.
    const fewer = line.includes('--reproduce') ? ['--trials', '5'] : []
    const { code, stderr } = await workbench([...line.split(' '), ...fewer])
    expect({ code, said: stderr.replace(/^Simulating.*\n?/, '') }).toEqual({ code: 0, said: '' })
  })
})
