import { describe, expect, it } from 'vitest'
import { workbench } from './workbench.ts'

async function simulate(line: string): Promise<string> {
  const { code, stdout } = await workbench(['simulate', ...line.split(' ')])
  expect(code).toBe(0)
  return stdout
}

const json = async (line: string) => JSON.parse(await simulate(`${line} --json`))

describe('workbench simulate', () => {
  it('tells round by round who learned from whom', async () => {
    const text = await simulate('--nodes 12 --fanout 2')
    expect(text).toMatch(
      /round {2}informed {2}messages {2}learned it\n\s+0\s+1\s+0 {2}n1\n\s+1\s+3\s+2 {2}n\d+ from n1, n\d+ from n1\n/,
    )
    expect(text).toMatch(/Everybody is informed after \d rounds and \d+ messages/)
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  it('is the same for the same seed, and another for another', async () => {
    const [one, again, other] = await Promise.all([
      json('--nodes 50 --seed 3'),
      json('--nodes 50 --seed 3'),
      json('--nodes 50 --seed 4'),
    ])
    expect(again).toEqual(one)
    expect(other.learned).not.toEqual(one.learned)
  })

  it.each(['push', 'pull', 'push-pull'])('informs everybody by %s', async (model) => {
    const course = await json(`--nodes 200 --fanout 1 --model ${model}`)
    expect(course).toMatchObject({ model, nodes: 200, informed: 200, coverage: 1 })
    expect(course.byRound[0]).toEqual({ round: 0, informed: 1, messages: 0 })
    expect(course.byRound).toHaveLength(course.rounds + 1)
    expect(course.learned).toHaveLength(200)
    expect(course.learned[0]).toEqual({ node: 0, round: 0, from: null })
    expect(await simulate(`--nodes 200 --fanout 1 --model ${model}`)).toMatch(
      /exact expectation is \d+\.\d{3} rounds/,
    )
  })

  it('ends by itself where each forwards once, or at the round that is given', async () => {
    const once = await json('--nodes 300 --model once --fanout 2')
    expect(once.informed).toBeLessThan(300)
    expect(once.messages).toBe(2 * once.informed)
    expect((await json('--nodes 300 --rounds 2 --fanout 2')).byRound).toHaveLength(3)
  })

  it('spreads a rumor until nobody is interested', async () => {
    for (const model of ['feedback-counter', 'feedback-coin', 'blind-counter', 'blind-coin']) {
      const course = await json(`--nodes 500 --model ${model} --k 2`)
      expect(course).toMatchObject({ nodes: 500, way: 'push', k: 2 })
      expect(`${course.when}-${course.stop}`).toBe(model)
      expect(course.interested.at(-1)).toBe(0)
      expect(course.residue).toBeCloseTo(1 - course.informed.at(-1) / 500, 12)
    }
    expect(await simulate('--nodes 500 --model feedback-counter --pull')).toMatch(/every node asks another/)
  })

  it('draws the curve of a cluster that is too large to list', async () => {
    const text = await simulate('--nodes 100000 --fanout 1 --model push-pull')
    expect(text).toMatch(/round 0 {2}nodes informed/)
    expect(text).toMatch(/Everybody is informed after \d+ rounds/)
    expect(text.split('\n').length).toBeLessThan(60)
  })

  it('prints the tables of 1987 beside ours, and says what does not come out', async () => {
    const text = await simulate('--reproduce demers --trials 60')
    expect(text).toMatch(/Table 1: push, feedback, counter/)
    expect(text).toMatch(/Table 3: pull, feedback, counter/)
    expect(text).toMatch(/s {7}paper {5}\.18 .*\n {10}ours +0\.1\d+/)
    expect(text).toMatch(/figures come out\. Those marked ✗ do not: t_ave\./)
    expect(text).toMatch(/0\.2032, 0\.0595, 0\.0198, 0\.0070, 0\.0025/)
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  it('has the tables in JSON too', async () => {
    const { tables, runs, confidence } = await json('--reproduce demers --trials 30')
    expect({ runs, confidence }).toEqual({ runs: 30, confidence: 0.99 })
    expect(tables.map(({ rows }: { rows: unknown[] }) => rows.length)).toEqual([5, 5, 3])
    expect(tables[0].rows[0].residue).toEqual({
      paper: '.18',
      ours: expect.closeTo(0.174, 1),
      halfWidth: expect.any(Number),
      agrees: true,
    })
  })

  it.each([
    ['', /^Say how many nodes there are/],
    ['--nodes 0', /whole number from 1/],
    ['--nodes 100000000', /room for up to 10,000,000 nodes/],
    ['--nodes 5 --model shout', /^There is no model "shout" here: it is push, pull/],
    ['--nodes 5 --fanout 5', /--fanout must be at most 4\./],
    ['--nodes 5 --crashed 5', /^The source must be alive/],
    ['--nodes 5 --k 2', /are for rumors/],
    ['--nodes 5 --model blind-coin --loss 0.1', /leave --fanout, --loss, --crashed and --rounds out/],
    ['--nodes 1 --model blind-coin', /^A rumor takes two nodes/],
    ['--nodes 5 --trials 5', /^--trials goes with --reproduce/],
    ['--reproduce turing', /Allowed choices are demers/],
  ])('refuses "%s" in one line', async (line, sentence) => {
    const { code, stdout, stderr } = await workbench(['simulate', ...line.split(' ').filter(Boolean)])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    expect(stderr.trimEnd()).toMatch(sentence)
  })
})
