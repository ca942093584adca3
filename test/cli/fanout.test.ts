import { describe, expect, it } from 'vitest'
import { wilsonInterval } from '../../lib/check/statistics/wilson-interval.ts'
import { workbench } from './workbench.ts'

/** Runs `workbench fanout` with these words, which must succeed. */
async function fanout(line: string): Promise<string> {
  const { code, stdout, stderr } = await workbench(['fanout', ...line.split(' ')])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return stdout
}

const json = async (line: string) => JSON.parse(await fanout(`${line} --json`))

describe('workbench fanout', () => {
  it('answers in JSON, in the fields that are promised', async () => {
    const answer = await json('--nodes 25 --target 0.99 --rounds 5')
    expect(Object.keys(answer)).toEqual([
      ...['nodes', 'target', 'rounds', 'loss', 'crashed', 'model', 'method', 'promise', 'minFanout', 'table'],
    ])
    expect(answer).toMatchObject({
      nodes: 25,
      target: 0.99,
      rounds: 5,
      loss: 0,
      crashed: 0,
      model: 'forever',
    })
    expect(answer).toMatchObject({ method: 'exact', promise: { pAll: 1e-10, pMiss: 1e-10 }, minFanout: 3 })
    expect(answer.table.map((row: { fanout: number }) => row.fanout)).toEqual([1, 2, 3, 4, 5])
    expect(answer.table[2]).toEqual({
      fanout: 3,
      pAll: expect.closeTo(0.994726, 6),
      pMiss: expect.closeTo(1 - 0.9947261780525554, 12),
      coverage: expect.closeTo(0.999788, 6),
      messages: expect.closeTo(195.7, 1),
      independent: expect.closeTo((1 - 3 / 24) ** 5, 12),
    })
  })

  it('says the same in words, with the curve and what formulas say', async () => {
    const text = await fanout('--nodes 25 --target 0.99 --rounds 5')
    expect(text).toMatch(/smallest K with P\(everybody is informed\) at least 0\.99 is 3\./)
    expect(text).toMatch(/asks for 15\./)
    expect(text).toMatch(/▸ 3 {2}0\.994726/)
    expect(text).toMatch(/binomial chain .* 0\.979813 +-0\.0149/)
    expect(text).toMatch(/round 0 {2}nodes informed, expected .*round 5/)
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  it('writes what can be a fraction as a fraction', async () => {
    expect(await fanout('--nodes 4 --target 0.9 --rounds 2')).toMatch(/exactly 26\/27\./)
  })

  it('answers for nodes that send once, to the end', async () => {
    const answer = await json('--nodes 100 --target 0.99 --rounds inf --model once')
    expect(answer).toMatchObject({ rounds: 'inf', model: 'once', minFanout: 9, method: 'exact' })
    expect(answer.table[2]).toMatchObject({ fanout: 9, independent: 0 })
    expect(answer.table[2].messages).toBeCloseTo(900, 0)
  })

  it('counts the lost and the crashed', async () => {
    const [well, ill] = await Promise.all([
      json('--nodes 100 --target 0.999 --rounds 6'),
      json('--nodes 100 --target 0.999 --rounds 6 --loss 0.3 --crashed 30'),
    ])
    expect(ill).toMatchObject({ loss: 0.3, crashed: 30 })
    expect(ill.minFanout).toBeGreaterThan(well.minFanout)
  })

  it('prints its promise with what it did not work out exactly', async () => {
    const line = '--nodes 1000000 --target 0.999 --rounds 12'
    expect(await json(line)).toMatchObject({
      method: 'hybrid',
      promise: { pAll: 5e-6, pMiss: 1e-5 },
      minFanout: 6,
    })
    expect(await fanout(line)).toMatch(/P\(all\) is right within 5e-6/)
  })

  it('holds simulated runs against the chance, with the same result for the same seed', async () => {
    const line = '--nodes 25 --target 0.9 --rounds 4 --trials 4000 --seed 5'
    const { trials, minFanout, table } = await json(line)
    expect(trials).toMatchObject({ trials: 4000, fanout: minFanout, confidence: 0.99 })
    expect(wilsonInterval(trials.delivered, 4000, 0.01)).toEqual({ low: trials.low, high: trials.high })
    const { pAll } = table.find((row: { fanout: number }) => row.fanout === minFanout)
    // A right simulation strays so far less than once in a thousand million.
    expect(Math.abs(trials.share - pAll)).toBeLessThan(6.2 * Math.sqrt((pAll * (1 - pAll)) / 4000))
    expect((await json(line)).trials).toEqual(trials)
    expect(await fanout(line)).toMatch(/of 4,000 simulated runs informed everybody.*Wilson, 99 %/s)
  })

  it('looks for the rounds when the fanout is given', async () => {
    const answer = await json('--nodes 25 --target 0.99 --solve rounds --fanout 2')
    expect(answer).toMatchObject({ fanout: 2, minRounds: 7, method: 'exact' })
    expect(answer.table[6].pAll).toBeCloseTo(0.9611, 4)
    const text = await fanout('--nodes 25 --target 0.99 --solve rounds --fanout 2')
    expect(text).toMatch(/at least 0\.99 after 7 rounds, and not before\./)
  })

  it('says so when nothing is enough', async () => {
    const line = '--nodes 100 --target 0.99 --rounds 1 --loss 0.5'
    expect((await json(line)).minFanout).toBeNull()
    expect(await fanout(line)).toMatch(/No K is enough for 0\.99/)
    expect(await fanout('--nodes 100 --target 0.99 --solve rounds --fanout 3 --model once')).toMatch(
      /does not get to 0\.99, however many the rounds/,
    )
  })

  it.each([
    ['--nodes 1 --target 0.9 --rounds 3', 0],
    ['--nodes 10 --target 1 --rounds 3', 9],
    ['--nodes 10 --target 0.9 --rounds 3 --crashed 9', 1],
    ['--nodes 2 --target 0.5 --rounds 1', 1],
    ['--nodes 1 --target 1 --rounds 1 --loss 0.5', 0],
  ])('knows %s: %i', async (line, least) => {
    expect((await json(line)).minFanout).toBe(least)
    expect(await fanout(line)).toMatch(new RegExp(`is ${least}\\.`))
  })

  it.each([
    ['', /^Say how many nodes there are and how surely all are to be reached/],
    [
      '--nodes 0 --target 0.9 --rounds 3',
      /'--nodes <n>' argument '0' is invalid\. It must be a whole number from 1/,
    ],
    ['--nodes 99999999999 --target 0.9 --rounds 3', /It must be a whole number from 1 to 1000000000/],
    ['--nodes ten --target 0.9 --rounds 3', /'ten' is invalid/],
    ['--nodes 10 --target high --rounds 3', /'high' is invalid\. It must be a number from 0 to 1\./],
    ['--nodes 10 --target 1.5 --rounds 3', /'1\.5' is invalid/],
    ['--nodes 10 --target 0.9 --rounds 0', /whole number from 1 to 1000, or inf/],
    ['--nodes 10 --target 0.9 --rounds 2.5', /'2\.5' is invalid/],
    ['--nodes 10 --target 0.9 --rounds 3 --loss -0.1', /'-0\.1' is invalid/],
    [
      '--nodes 10 --target 0.9 --rounds 3 --crashed 10',
      /^The source must be alive, so of 10 nodes at most 9/,
    ],
    ['--nodes 10 --target 1 --rounds 3 --loss 0.1', /^With --loss above 0 nothing is certain/],
    ['--nodes 100000 --target 0.9 --rounds 300 --loss 0.9', /no more than 200 rounds/],
    ['--nodes 10 --target 0.9', /^Say how many rounds there are/],
    ['--nodes 10 --target 0.9 --rounds inf', /nobody stops sending/],
    ['--nodes 10 --target 0.9 --rounds 3 --model sometimes', /^There is no model "sometimes" here/],
    ['--nodes 10 --target 0.9 --rounds 3 --fanout 2', /^The fanout is what is looked for/],
    ['--nodes 10 --target 0.9 --solve rounds', /^To look for the rounds it takes a fanout/],
    ['--nodes 10 --target 0.9 --solve rounds --fanout 10', /--fanout must be at most 9\./],
    ['--nodes 10 --target 0.9 --solve rounds --fanout 2 --rounds 3', /leave --rounds out/],
    ['--nodes 10 --target 0.9 --solve nodes', /Allowed choices are fanout, rounds/],
    [
      '--nodes 9000000 --target 0.9 --rounds 20 --trials 10',
      /^Trials are simulated with up to 1,000,000 nodes/,
    ],
  ])('refuses "%s" in one line', async (line, sentence) => {
    const { code, stdout, stderr } = await workbench(['fanout', ...line.split(' ').filter(Boolean)])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    expect(stderr.trimEnd()).toMatch(sentence)
  })
})
