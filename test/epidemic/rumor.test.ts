import { describe, expect, it } from 'vitest'
import { compare } from '../../lib/epidemic/agreement.ts'
import { demers, measures, Repeated } from '../../lib/epidemic/demers.ts'
import type { Rumor } from '../../lib/epidemic/rumor.ts'
import { RumorMill } from '../../lib/epidemic/run-rumor.ts'
import { createRandom } from '../../lib/random/random.ts'

/** Standard errors that a mean strays from the truth less than once in 10⁶ tests of these. */
const farthest = 5.5

function measured(rumor: Partial<Rumor>, runs: number) {
  const whole = { nodes: 1000, way: 'push', when: 'feedback', stop: 'counter', k: 1 } as const
  const repeated = new Repeated({ ...whole, ...rumor })
  const random = createRandom(11, JSON.stringify(rumor))
  for (let run = 0; run < runs; run++) repeated.run(random)
  return repeated.measured
}

describe('rumor mongering', () => {
  it.each([
    // Residues of 20,000 runs of another program, and how much one run deviates.
    [1, 0.17435, 0.0154],
    [2, 0.03675, 0.0065],
    [3, 0.01066, 0.0033],
    [4, 0.00356, 0.0019],
    [5, 0.00125, 0.0011],
  ])('pushed with feedback and a counter of %i leaves %f without it', (k, residue, deviation) => {
    const runs = 400
    const error = deviation * Math.sqrt(1 / runs + 1 / 20_000)
    expect(Math.abs(measured({ k }, runs).residue.mean - residue)).toBeLessThan(farthest * error)
  })

  it('reproduces s, m and t_last of every row of the paper, and not t_ave', () => {
    const runs = 100
    const disagreeing = new Set<string>()
    for (const { way, when, stop, rows } of demers.tables) {
      for (const [index, paper] of rows.entries()) {
        const ours = measured({ way, when, stop, k: index + 1 }, runs)
        for (const measure of measures) {
          // Three standard errors for each of some fifty figures: at most a few tenths of one strays by luck.
          if (compare(paper[measure], ours[measure], runs, 3).agrees === false) disagreeing.add(measure)
        }
      }
    }
    expect([...disagreeing]).toEqual(['average'])
  })

  it('costs ln(1/s) messages a node when pushed, as the paper derives', () => {
    const { residue, traffic } = measured({ k: 2 }, 200)
    expect(traffic.mean).toBeCloseTo(-Math.log(residue.mean), 1)
  })

  it('counts every node once', () => {
    const mill = new RumorMill({ nodes: 100, way: 'pull', when: 'feedback', stop: 'counter', k: 2 })
    for (let seed = 1; seed < 20; seed++) {
      const course = mill.run(createRandom(seed, 'once'))
      expect(course.residue).toBeCloseTo(1 - (course.informed.at(-1) ?? 0) / 100, 14)
      expect(course.interested.at(-1)).toBe(0)
      expect(course.informed[course.last]).toBe(course.informed.at(-1))
    }
  })

  it('is the same for the same dice, in arrays that were used before', () => {
    const rumor = { nodes: 200, way: 'pull', when: 'feedback', stop: 'coin', k: 3 } as const
    const mill = new RumorMill(rumor)
    mill.run(createRandom(1, 'first'))
    expect(mill.run(createRandom(2, 'again'))).toEqual(new RumorMill(rumor).run(createRandom(2, 'again')))
  })

  it('of which everybody tires at the first call ends when the source has told one, who tells one', () => {
    // Blind with a counter of 1 is a chain: each who learns calls exactly once.
    const { residue, traffic } = measured({ when: 'blind', k: 1 }, 300)
    expect(traffic.mean).toBeCloseTo(1 - residue.mean, 12)
  })
})

describe('a figure of a paper', () => {
  it('agrees with a mean that rounds to it, or strays as ten runs may', () => {
    expect(compare('.18', { mean: 0.1744, deviation: 0, step: 0 }, 100, 2).agrees).toBe(false)
    expect(compare('.18', { mean: 0.1751, deviation: 0, step: 0 }, 100, 2).agrees).toBe(true)
    expect(compare('.18', { mean: 0.1744, deviation: 0.0154, step: 0.001 }, 100, 2).agrees).toBe(true)
    expect(compare('4.0e-6', { mean: 4.04e-6, deviation: 0, step: 0 }, 100, 2).agrees).toBe(true)
    expect(compare('4.0e-6', { mean: 4.06e-6, deviation: 0, step: 0 }, 100, 2).agrees).toBe(false)
    expect(compare('4.0e-6', { mean: 0, deviation: 0, step: 0.001 }, 100, 2).agrees).toBe(true)
    expect(compare('', { mean: 1, deviation: 0, step: 0 }, 100, 2).agrees).toBeNull()
  })
})
