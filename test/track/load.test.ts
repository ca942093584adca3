import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { allTasks, loadTrack } from '../../lib/track/load.ts'
import { packageRoot } from '../../lib/track/root.ts'
import { isWarmUp, type Task } from '../../lib/track/task.ts'
import { exercises, temporaryFolder } from './exercises.ts'

describe('loading the track', () => {
  it('gives subtracks and tasks in order, as their folders say', () => {
    const root = temporaryFolder(exercises)
    const { subtracks, tasks } = loadTrack(root)
    expect(subtracks).toEqual([
      { number: 1, slug: 'rumours', title: 'Rumours' },
      { number: 2, slug: 'trees', title: 'Trees' },
    ])
    expect(tasks.map(({ number, slug }) => `${number} ${slug}`)).toEqual([
      '1.1 first-word',
      '1.2 second-hand',
      '2.1 tree-house',
    ])
    expect(tasks[2]).toEqual({
      number: '2.1',
      slug: 'tree-house',
      title: 'Live in a Tree',
      level: 'advanced',
      subtrack: subtracks[1],
      builds: ['1.1', '1.2'],
      folder: join(root, 'exercises/2-trees/1-tree-house'),
    })
  })

  it('orders folders by number, not by letter', () => {
    const files = Object.fromEntries(
      Array.from({ length: 11 }, (_, index) => [
        `exercises/1-rumours/${index + 1}-task-${index + 1}/task.md`,
        `---\ntitle: T\nlevel: beginner\n---\n\nText.\n`,
      ]),
    )
    const subtrack = { 'exercises/1-rumours/subtrack.md': exercises['exercises/1-rumours/subtrack.md'] }
    const { tasks } = loadTrack(temporaryFolder({ ...files, ...subtrack }))
    expect(tasks.at(1)?.number).toBe('1.2')
    expect(tasks.at(-1)?.number).toBe('1.11')
  })

  it('reads files with Windows line ends', () => {
    const windows = Object.entries(exercises).map(([path, text]) => [path, text.replaceAll('\n', '\r\n')])
    const { tasks } = loadTrack(temporaryFolder(Object.fromEntries(windows)))
    expect(tasks[2]?.builds).toEqual(['1.1', '1.2'])
  })
})

describe('a warm-up', () => {
  const warmUp = {
    'exercises/0-before/subtrack.md': '---\ntitle: Before\n---\n\nIf you like.\n',
    'exercises/0-before/1-stretch/task.md': head(),
  }

  it('comes before the track, and is none of its tasks', () => {
    const track = loadTrack(temporaryFolder({ ...exercises, ...warmUp }))
    expect(track.warmUps).toMatchObject([{ number: '0.1', slug: 'stretch', subtrack: { title: 'Before' } }])
    expect(track.tasks.map(({ number }) => number)).toEqual(['1.1', '1.2', '2.1'])
    expect(track.subtracks.map(({ number }) => number)).toEqual([0, 1, 2])
    expect(allTasks(track).map(({ number }) => number)).toEqual(['0.1', '1.1', '1.2', '2.1'])
    expect(allTasks(track).filter(isWarmUp)).toEqual(track.warmUps)
  })

  it('is none, where there is no folder with the number 0', () => {
    expect(loadTrack(temporaryFolder(exercises)).warmUps).toEqual([])
  })

  it.each<[string, { [path: string]: string }, RegExp]>([
    [
      'be what a task builds on',
      { 'exercises/1-rumours/1-first-word/task.md': head('builds: 0.1') },
      /builds on 0\.1, which is not an earlier/,
    ],
    ['have the name of a task', { 'exercises/2-trees/2-stretch/task.md': head() }, /have the same name/],
    ['stand alone', { 'exercises/2-trees/0-seed/task.md': head() }, /0-seed: .* should be 1-/],
  ])('cannot %s', (_, files, message) => {
    const root = temporaryFolder({ ...exercises, ...warmUp, ...files })
    expect(() => loadTrack(root)).toThrow(message)
  })
})

describe('a malformed exercise is refused by the name of its file', () => {
  const task = 'exercises/1-rumours/1-first-word/task.md'
  it.each([
    ['without a head', { [task]: 'Say it.\n' }, /1-first-word.task\.md must begin with a head/],
    ['with an unclosed head', { [task]: '---\ntitle: T\n' }, /1-first-word.task\.md must begin with a head/],
    ['without a title', { [task]: '---\nlevel: beginner\n---\n\nText.\n' }, /must have a field "title"/],
    ['with an unknown level', { [task]: '---\ntitle: T\nlevel: hard\n---\n\nText.\n' }, /not "hard"/],
    ['with a misspelt field', { [task]: '---\ntitel: T\n---\n\nText.\n' }, /has a field "titel"/],
    ['with a field said twice', { [task]: '---\ntitle: T\ntitle: U\n---\n\nText.\n' }, /says "title" twice/],
    ['with a line that is no field', { [task]: '---\ntitle\n---\n\nText.\n' }, /"title" in the head/],
    ['without text', { [task]: '---\ntitle: T\nlevel: beginner\n---\n' }, /has no text/],
    [
      'that builds on a later task',
      { [task]: head('builds: 2.1') },
      /builds on 2\.1, which is not an earlier/,
    ],
    ['that builds on itself', { [task]: head('builds: 1.1') }, /builds on 1\.1, which is not an earlier/],
    ['with the number of another', { 'exercises/1-rumours/2-b/task.md': head() }, /should be 3-/],
    ['with a number too high', { 'exercises/2-trees/3-b/task.md': head() }, /3-b: .* should be 2-/],
    ['with the name of another', { 'exercises/2-trees/2-first-word/task.md': head() }, /have the same name/],
  ])('%s', (_, files, message) => {
    const root = temporaryFolder({ ...exercises, ...files })
    expect(() => loadTrack(root)).toThrow(message)
  })

  it('and so is a task folder without a task.md', () => {
    const root = temporaryFolder({ ...exercises, 'exercises/2-trees/2-bare/notes.txt': '' })
    expect(() => loadTrack(root)).toThrow(/2-bare.task\.md/)
  })

  it('and so are exercises without a task', () => {
    const root = temporaryFolder({ 'exercises/study/concepts.md': '' })
    expect(() => loadTrack(root)).toThrow(/exercises holds no tasks/)
  })
})

describe('the track that ships', () => {
  const { subtracks, warmUps, tasks } = loadTrack(packageRoot())

  it('has nineteen tasks in four subtracks, and one with a warm-up before them', () => {
    const sizes = (list: Task[]) =>
      subtracks.map(({ number }) => list.filter((task) => task.subtrack.number === number).length)
    expect(sizes(tasks)).toEqual([0, 5, 5, 4, 5])
    expect(sizes(warmUps)).toEqual([1, 0, 0, 0, 0])
  })

  it('begins with a beginner’s task that builds on nothing', () => {
    expect(tasks[0]).toMatchObject({ number: '1.1', slug: 'basic-broadcast', level: 'beginner', builds: [] })
  })
})

function head(more = ''): string {
  return `---\ntitle: T\nlevel: beginner\n${more}\n---\n\nText.\n`
}
