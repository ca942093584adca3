import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { workbench } from './workbench.ts'

const repository = fileURLToPath(new URL('../..', import.meta.url))

async function compare(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await workbench(['compare', ...args])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return stdout
}

type Entry = {
  slug: string
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
  const entries = json()
  const text = compare()

  it('shows all comparisons, of programs that are there', async () => {
    const all = await entries
    expect(all.map(({ slug }) => slug)).toEqual(['spreading', 'push-pull', 'anti-entropy'])
    for (const { program } of all.flatMap(({ contenders }) => contenders))
      expect(existsSync(path.join(repository, program)), program).toBe(true)
  })

  it('measures something for every contender in every trial', async () => {
    for (const { contenders, trials } of await entries) {
      for (const { figures, results } of trials) {
        expect(results.map(({ contender }) => contender)).toEqual(contenders.map(({ name }) => name))
        const ids = ['contender', ...figures.map(({ id }) => id)]
        for (const result of results) expect(Object.keys(result)).toEqual(ids)
      }
    }
  })

  it('measures what theory says of a flood and a tree: 2E − (n − 1) and n − 1 messages', async () => {
    const [spreading] = await entries
    expect(resultOf(spreading, 'calm', 'flood')?.messagesPerValue).toBe(2 * 40 - 24)
    expect(resultOf(spreading, 'calm', 'tree')?.messagesPerValue).toBe(24)
  })

  it('shows what each design bears: only those that tell again lose nothing in a partition', async () => {
    const [spreading] = await entries
    for (const name of ['flood', 'tree']) {
      expect(resultOf(spreading, 'partition', name)).toMatchObject({ equalAgainMs: null })
      expect(resultOf(spreading, 'partition', name)?.valuesLost).toBeGreaterThan(0)
    }
    for (const name of ['gossip', 'hybrid']) {
      expect(resultOf(spreading, 'partition', name)).toMatchObject({ valuesLost: 0 })
    }
  })

  it('shows that a digest spares bytes where all hold the same', async () => {
    const antiEntropy = (await entries).find(({ slug }) => slug === 'anti-entropy')
    const idle = (name: string) => Number(resultOf(antiEntropy, 'few', name)?.idleBytesPerNodeSecond)
    expect(idle('digest')).toBeLessThan(idle('full state') / 4)
    expect(idle('buckets')).toBeLessThan(idle('full state') / 4)
  })

  it('is the same for the same seed, and another for another', async () => {
    const [again, other] = await Promise.all([json('push-pull'), json('push-pull', '--seed', '4')])
    const one = (await entries).filter(({ slug }) => slug === 'push-pull')
    expect(again).toEqual(one)
    expect(other[0]?.trials).not.toEqual(one[0]?.trials)
  })

  it('prints tables within 80 columns', async () => {
    const lines = (await text).split('\n')
    expect(await text).toMatch(
      /\n {13}messages\/value {2}bytes\/value {2}half know {2}all know {2}maximum\n {2}push +\d/,
    )
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  it('prints what the README shows of it', async () => {
    const readme = readFileSync(path.join(repository, 'README.md'), 'utf8')
    const [, shown] = /\n## Designs side by side\n.*?```text\n(.*?)```/s.exec(readme) ?? []
    expect(await text).toContain(shown)
  })

  it('suggests what may have been meant', async () => {
    expect(await workbench(['compare', 'puhs-pull'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('There is no comparison "puhs-pull". Did you mean push-pull?'),
    })
  })
})
