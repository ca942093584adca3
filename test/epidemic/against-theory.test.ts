import { describe, expect, it } from 'vitest'
import type { Calls, Epidemic } from '../../lib/epidemic/epidemic.ts'
import { epidemicRounds, runEpidemic } from '../../lib/epidemic/run-epidemic.ts'
import { addTrials } from '../../lib/epidemic/trials.ts'
import { createRandom } from '../../lib/random/random.ts'
import { expectedRounds } from '../../lib/theory/expected-rounds.ts'
import { infectAndDie } from '../../lib/theory/infect-and-die.ts'
import { infectForever } from '../../lib/theory/infect-forever.ts'
import { toExtinction } from '../../lib/theory/to-extinction.ts'

/** Standard errors that a right simulation strays from the truth less than once in 10⁹ tests. */
const farthest = 6.2

const patiently = Number.POSITIVE_INFINITY

function course(epidemic: Partial<Epidemic>, seed = 1) {
  const whole = { nodes: 25, fanout: 2, loss: 0, crashed: 0, calls: 'push' as Calls, rounds: 100 }
  return runEpidemic({ ...whole, ...epidemic }, createRandom(seed, 'test'))
}

describe('simulated epidemics', () => {
  const models: [string, Epidemic][] = [
    ['push', { nodes: 25, fanout: 3, loss: 0, crashed: 0, calls: 'push', rounds: 4 }],
    ['push with loss', { nodes: 20, fanout: 3, loss: 0.2, crashed: 3, calls: 'push', rounds: 5 }],
    ['push to many', { nodes: 40, fanout: 26, loss: 0.5, crashed: 0, calls: 'push', rounds: 2 }],
    ['once', { nodes: 20, fanout: 4, loss: 0.1, crashed: 2, calls: 'once', rounds: 4 }],
    ['once, to the end', { nodes: 25, fanout: 5, loss: 0, crashed: 0, calls: 'once', rounds: patiently }],
  ]

  it.each(models)('by %s inform everybody as often as the exact chain says', (_, epidemic) => {
    const trials = 20_000
    const { delivered } = addTrials({ trials: 0, delivered: 0 }, trials, epidemic, createRandom(7, 'z'))
    const chance = exactly(epidemic)
    const deviation = Math.sqrt((chance * (1 - chance)) / trials)
    expect(Math.abs(delivered / trials - chance) / deviation).toBeLessThan(farthest)
  })

  it.each(['push', 'pull', 'push-pull'] as const)('by %s take as many rounds as expected', (calls) => {
    const random = createRandom(3, calls)
    const runs = 3000
    const rounds = Array.from(
      { length: runs },
      () =>
        runEpidemic({ nodes: 50, fanout: 1, loss: 0, crashed: 0, calls, rounds: 1000 }, random).informed
          .length - 1,
    )
    const mean = rounds.reduce((sum, one) => sum + one, 0) / runs
    const variance = rounds.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (runs - 1)
    expect(Math.abs(mean - expectedRounds(50, calls)) / Math.sqrt(variance / runs)).toBeLessThan(farthest)
  })

  it('are the same for the same seed, and others for another', () => {
    expect(course({}, 5)).toEqual(course({}, 5))
    expect(course({}, 5).from).not.toEqual(course({}, 6).from)
  })

  it('say who learned when and from whom, in rounds that add up', () => {
    const { informed, messages, learnedIn, from } = course({
      nodes: 200,
      crashed: 20,
      loss: 0.2,
      calls: 'push-pull',
    })
    for (const [node, teacher] of from.entries()) {
      if (node === 0 || teacher === -1) continue
      expect(learnedIn[teacher]).toBeLessThan(learnedIn[node] ?? -1)
    }
    expect(informed.at(-1)).toBe(180)
    for (const [round, number] of informed.entries()) {
      expect([...learnedIn].filter((one) => one >= 0 && one <= round)).toHaveLength(number)
    }
    expect([...learnedIn.slice(180)].every((round) => round === -1)).toBe(true)
    expect(messages).toEqual([...messages].sort((a, b) => a - b))
  })

  it('send to distinct others, whether few or many', () => {
    for (const fanout of [1, 5, 23, 24, 25, 39]) {
      const { informed, messages } = course({ nodes: 40, fanout, rounds: 1 })
      expect([informed, messages]).toEqual([
        [1, 1 + fanout],
        [0, fanout],
      ])
    }
  })

  it('go on round by round for whoever has to look up meanwhile', () => {
    const rounds = epidemicRounds(
      { nodes: 25, fanout: 2, loss: 0, crashed: 0, calls: 'push', rounds: 3 },
      createRandom(1, 'test'),
    )
    const steps = [rounds.next(), rounds.next(), rounds.next(), rounds.next()]
    expect(steps.map(({ done }) => done)).toEqual([false, false, false, true])
  })
})

function exactly({ calls, rounds, ...spread }: Epidemic): number {
  if (rounds === patiently) return toExtinction(spread).pAll
  const byRound = calls === 'once' ? infectAndDie(spread, rounds, patiently) : infectForever(spread, rounds)
  return byRound?.at(-1)?.pAll ?? Number.NaN
}
