import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { workbench } from './workbench.ts'

const repository = fileURLToPath(new URL('../..', import.meta.url))

async function compare(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await workbench(['compare', ...args])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return stdout
}

type Entry = {
  slug: string
  title: string
  seed: number
  contenders: { name: string; program: string }[]
  trials: {
    name: string
    figures: { id: string }[]
    results: { contender: string; [id: string]: number | string | null }[]
  }[]
}

const json = async (...args: string[]): Promise<Entry[]> => JSON.parse(await compare(...args, '--json'))
const resultOf = (entry: Entry | undefined, trial: string, contender: string) =>
  entry?.trials.find(({ name }) => name === trial)?.results.find((result) => result.contender === contender)

describe('workbench compare', () => {
  let entries: Entry[] = []
  let text = ''

  beforeAll(async () => {
    entries = await json('--all')
    text = await compare('spreading', 'push-pull')
  })

  it('shows all comparisons, of programs that are there', () => {
    const files = readdirSync(path.join(repository, 'exercises', 'study', 'comparisons'))
    expect(entries.map(({ slug }, index) => `${index + 1}-${slug}.ts`).sort()).toEqual(files.sort())
    for (const { program } of entries.flatMap(({ contenders }) => contenders))
      expect(existsSync(path.join(repository, program)), program).toBe(true)
  })

  it('is named by its help, all of it', async () => {
    const help = await compare('--help')
    for (const { slug } of entries) expect(help).toMatch(new RegExp(`[\\s,]${slug}\\b`))
  })

  it('measures something for every contender in every trial', () => {
    for (const { contenders, trials } of entries) {
      for (const { figures, results } of trials) {
        expect(results.map(({ contender }) => contender)).toEqual(contenders.map(({ name }) => name))
        const ids = ['contender', ...figures.map(({ id }) => id)]
        for (const result of results) expect(Object.keys(result)).toEqual(ids)
      }
    }
  })

  it('measures what theory says of a flood and a tree: 2E − (n − 1) and n − 1 messages', () => {
    const [spreading] = entries
    expect(resultOf(spreading, 'calm', 'flood')?.messagesPerValue).toBe(2 * 40 - 24)
    expect(resultOf(spreading, 'calm', 'tree')?.messagesPerValue).toBe(24)
  })

  it('measures what theory says of forwarding once to two of 24 peers: 84.55 % are reached', () => {
    const forwarding = entries.find(({ slug }) => slug === 'forwarding')
    const missing = Number(resultOf(forwarding, 'calm', 'once to 2')?.copiesMissing)
    const copies = 60 * 25
    // Over 60 waves, each of which misses some two nodes more or fewer, the average is within a few per cent.
    expect(Math.abs(missing / copies - (1 - 0.8455))).toBeLessThan(0.04)
    expect(resultOf(forwarding, 'calm', 'for ever')?.valuesLost).toBe(0)
  })

  it('shows what each design bears: only those that tell again lose nothing in a partition', () => {
    const [spreading] = entries
    for (const name of ['flood', 'tree']) {
      expect(resultOf(spreading, 'partition', name)).toMatchObject({ equalAgainMs: null })
      expect(resultOf(spreading, 'partition', name)?.valuesLost).toBeGreaterThan(0)
    }
    for (const name of ['gossip', 'hybrid']) {
      expect(resultOf(spreading, 'partition', name)).toMatchObject({ valuesLost: 0 })
    }
  })

  it('shows that a digest spares bytes where all hold the same', () => {
    const antiEntropy = entries.find(({ slug }) => slug === 'anti-entropy')
    const idle = (name: string) => Number(resultOf(antiEntropy, 'few', name)?.idleBytesPerNodeSecond)
    expect(idle('digest')).toBeLessThan(idle('full state') / 4)
    expect(idle('buckets')).toBeLessThan(idle('full state') / 4)
  })

  it('shows what a removed element comes to in each of four sets', () => {
    const sets = entries.find(({ slug }) => slug === 'crdt-sets')
    const inTurn = (name: string) => {
      const result = resultOf(sets, 'in-turn', name)
      return { stillThere: result?.stillThere, gone: result?.gone }
    }
    expect(inTurn('G-Set')).toEqual({ stillThere: 5, gone: 0 })
    expect(inTurn('2P-Set')).toEqual({ stillThere: 0, gone: 5 })
    expect(inTurn('LWW-set')).toEqual({ stillThere: 0, gone: 0 })
    expect(inTurn('OR-set')).toEqual({ stillThere: 0, gone: 0 })
    expect(resultOf(sets, 'at-once', '2P-Set')?.gone).toBe(10)
    expect(resultOf(sets, 'at-once', 'LWW-set')?.gone).toBeGreaterThan(0)
    expect(resultOf(sets, 'at-once', 'OR-set')?.gone).toBe(0)
  })

  it('shows that the last writer wins at the cost of others, and that version vectors leave more to settle', () => {
    const versions = entries.find(({ slug }) => slug === 'lww-vv')
    for (const trial of ['eight', 'skewed']) {
      expect(resultOf(versions, trial, 'last writer wins')?.writesLost).toBeGreaterThan(0)
      expect(resultOf(versions, trial, 'last writer wins')?.valuesToSettle).toBe(1)
      expect(resultOf(versions, trial, 'version vectors')?.writesLost).toBe(0)
      expect(resultOf(versions, trial, 'version vectors')?.valuesToSettle).toBeGreaterThan(1)
    }
  })

  it('is the same for the same seed, and another for another', async () => {
    const [again, other] = await Promise.all([json('push-pull'), json('push-pull', '--seed', '4')])
    const one = entries.filter(({ slug }) => slug === 'push-pull')
    expect(again).toEqual(one)
    expect(other[0]?.trials).not.toEqual(one[0]?.trials)
  })

  it('prints tables within 80 columns', () => {
    const lines = text.split('\n')
    expect(text).toMatch(
      /\n {13}messages\/value {2}bytes\/value {2}half know {2}all know {2}maximum\n {2}push +\d/,
    )
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  it('prints what the README shows of it', () => {
    const readme = readFileSync(path.join(repository, 'README.md'), 'utf8')
    const [, shown] = /\n## Designs side by side\n.*?```text\n(.*?)```/s.exec(readme) ?? []
    expect(text).toContain(shown)
  })

  it('runs nothing unless it is asked to, but says what there is and how to run it', async () => {
    const { code, stdout, stderr } = await workbench(['compare'])
    expect(code).toBe(0)
    for (const { slug, title, contenders, trials } of entries) {
      expect(stdout).toContain(`${slug}: ${title}\n`)
      expect(stdout).toContain(`${contenders.length} programs, ${trials.length} runs each.`)
    }
    expect(stdout).not.toContain('Measured just now')
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
    expect(stderr).toMatch(/npx workbench compare spreading\n.*: npx workbench compare --all\n$/)
  })

  it('takes names or --all', async () => {
    const { code, stderr } = await workbench(['compare', 'lww-vv', '--all'])
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'Name comparisons or say --all, not both.\n' })
  })

  it('suggests what may have been meant', async () => {
    expect(await workbench(['compare', 'puhs-pull'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('There is no comparison "puhs-pull". Did you mean push-pull?'),
    })
  })
})
