import { describe, expect, it } from 'vitest'
import { averagesFailures, simulatesForwardOnce } from '../../lib/check/evidence/wrong-simulations.ts'
import { poolsIn, simulatesAnew, simulatesAsTheory } from '../../lib/check/gossip-simulated.ts'
import type { Body } from '../../lib/protocol/message.ts'
import { createRandom } from '../../lib/random/random.ts'
import { shuffled } from '../../lib/scenario/dice.ts'
import { simulate, talk } from '../support/calculator.ts'
import { failureOf } from '../support/finding.ts'

const error = 2e-8
const question = simulate(5, 1, 4, 500)
const eight = Array.from({ length: 8 }, () => question)
const answering = (rate: number, average: number | null) => () => ({
  delivery_rate: rate,
  avg_rounds_to_all: average,
})

type Style = { once?: boolean; failures?: 'out' | 'in' }

/** An honest simulation, or one that goes wrong in a known way. */
function simulating({ once = false, failures = 'out' }: Style = {}) {
  const random = createRandom(1, 'simulating')
  const nodes = [0, 1, 2, 3, 4]
  return () => {
    let [delivered, sum] = [0, 0]
    for (let trial = 0; trial < 500; trial++) {
      const informed = new Set([0])
      let senders = [0]
      let round = 0
      for (; informed.size < 5 && round < 4; round++) {
        const before = new Set(informed)
        for (const sender of senders) {
          const [peer = 0] = shuffled(
            random,
            nodes.filter((node) => node !== sender),
          )
          informed.add(peer)
        }
        senders = [...informed].filter((node) => !once || !before.has(node))
      }
      const done = informed.size === 5
      if (done) delivered++
      if (done || failures === 'in') sum += round
    }
    const over = failures === 'in' ? 500 : delivered
    return { delivery_rate: delivered / 500, avg_rounds_to_all: delivered === 0 ? null : sum / over }
  }
}

describe('a simulation', () => {
  const ran = talk(eight, simulating())

  it('agrees with the exact theory', () => {
    expect(simulatesAsTheory(ran, error)).toEqual({ kind: 'holds' })
    expect(simulatesAnew(ran)).toEqual({ kind: 'holds' })
    expect(simulatesForwardOnce(ran)).toBeUndefined()
    expect(averagesFailures(ran)).toBeUndefined()
  })

  it('is judged together with all others of the same question', () => {
    expect(poolsIn(ran)).toMatchObject([{ question: { nodes: 5, fanout: 1 }, trials: 4000 }])
    const [pool] = poolsIn(talk([question, question], (_, index) => answering(0.5 + index / 4, 3 + index)()))
    // 250 trials of 3 rounds and 375 of 4.
    expect(pool).toMatchObject({ delivered: 625, average: 3.6 })
  })

  it('is refused where a node forwards only once, and that is named', () => {
    const ran = talk(eight, simulating({ once: true }))
    const { message } = failureOf(simulatesAsTheory(ran, error))
    expect(message).toMatch(
      /^A client asked 8 times for simulate_gossip with nodes 5, fanout 1, rounds 4 and trials 500\. It was answered .* at first\. Of 4,000 trials \d+ delivered to all\. Within 4 rounds all are informed with probability 0\.7697, so it should be from \d+ to \d+\.$/,
    )
    expect(simulatesForwardOnce(ran)).toMatch(
      /^For .* and trials 500, [\d,]+ of all the 4,000 trials thrown delivered to all\. That is what comes out when a node tells somebody new only in the round after/,
    )
    expect(averagesFailures(ran)).toBeUndefined()
  })

  it('is refused where failed trials are in the average, and that is named', () => {
    const ran = talk(eight, simulating({ failures: 'in' }))
    expect(failureOf(simulatesAsTheory(ran, error)).message).toMatch(
      /The 3,\d+ trials that delivered to all took 3\.5\d\d rounds on average\. It should be about 3\.461\.$/,
    )
    expect(averagesFailures(ran)).toMatch(
      /trials thrown did not deliver to all\. The average of 3\.5\d\d is what comes out when these are counted with all the rounds they were given\.$/,
    )
    expect(simulatesForwardOnce(ran)).toBeUndefined()
  })

  it.each<[string, number, number | null, RegExp]>([
    ['no share', 0.7697, 3.46, /times 500 it should be a whole number\.$/],
    ['more than all', 1.2, 3.46, /The delivery_rate is a share of the trials: from 0 to 1\.$/],
    ['an average of none', 0, 4, /No trial delivered to all, so avg_rounds_to_all should be null\.$/],
    ['no average of some', 0.77, null, /385 trials delivered to all, and avg_rounds_to_all should be/],
    [
      'too long',
      0.77,
      5,
      /No trial that delivers takes more than its 4 rounds, so their average cannot be more\.$/,
    ],
    [
      'too soon',
      0.77,
      2.5,
      /The average is 2\.500\. It takes 5 nodes with a fanout of 1 at least 3 rounds\.$/,
    ],
    ['rather long', 0.77, 3.9, /took 3\.900 rounds on average\. It should be about 3\.461\.$/],
  ])('cannot come out with %s', (_, rate, average, text) => {
    expect(failureOf(simulatesAsTheory(talk([question], answering(rate, average)), error)).message).toMatch(
      text,
    )
  })

  it.each([
    [simulate(1, 0, 3, 5), 1, 0],
    [simulate(2, 1, 3, 5), 1, 1],
    [simulate(6, 5, 3, 5), 1, 1],
    [simulate(25, 1, 2, 5), 0, null],
  ])('is certain where there is nothing to draw, or no time: %o', (request, rate, average) => {
    expect(simulatesAsTheory(talk([request], answering(rate, average)), error)).toEqual({ kind: 'holds' })
    const wrong = rate === 1 ? answering(1, Number(average) + 1) : answering(0.2, 2)
    expect(simulatesAsTheory(talk([request], wrong), error).kind).toBe('fails')
  })

  it('is none where the same comes out every time', () => {
    const ran = talk(eight, answering(0.77, 3.46))
    expect(simulatesAsTheory(ran, error)).toEqual({ kind: 'holds' })
    expect(failureOf(simulatesAnew(ran)).message).toMatch(
      /The delivery_rate was 0\.77 each time\. Trials that throw dice agree so less than once in 100,000,000 times\.$/,
    )
    // Of a few that agree nothing follows, nor of many that must.
    expect(simulatesAnew(talk(eight.slice(0, 3), answering(0.77, 3.46)))).toEqual({ kind: 'holds' })
    const nearly = [simulate(9, 3, 6, 100), simulate(9, 3, 6, 100)]
    expect(simulatesAnew(talk(nearly, answering(1, 2.6)))).toEqual({ kind: 'holds' })
    const sure = Array.from({ length: 8 }, () => simulate(2, 1, 3, 500))
    expect(simulatesAnew(talk(sure, answering(1, 1)))).toEqual({ kind: 'holds' })
  })

  it('leaves nothing to dice where there is nothing to draw', () => {
    const said = (request: Body, rate: number, average: number | null) =>
      failureOf(simulatesAsTheory(talk([request], answering(rate, average)), error))
    expect(said(simulate(1, 0, 3, 5), 1, 1)).toMatchObject({
      message: expect.stringMatching(/ A single node is done after 0 rounds, whatever the dice\.$/),
      chain: [expect.not.stringMatching(/less than once/)],
    })
    expect(said(simulate(6, 5, 3, 5), 1, 2).message).toMatch(
      / It takes 6 nodes with a fanout of 5 exactly 1 round, whatever the dice\.$/,
    )
    expect(said(simulate(6, 5, 3, 5), 0.6, 1).message).toMatch(
      / Of 5 trials 3 delivered to all\. Nothing is left to chance: all do\.$/,
    )
    expect(said(simulate(25, 1, 2, 5), 0.6, 2).message).toMatch(
      / 2 rounds are too few to inform 25 nodes: none does\.$/,
    )
  })
})
