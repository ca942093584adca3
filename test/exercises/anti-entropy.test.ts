import { describe, expect, it } from 'vitest'
import grader from '../../exercises/2-gossip-protocol/4-anti-entropy/grader.ts'
import { isRequiredFailure, judge } from '../../lib/grade/judge.ts'
import { createRandom, type Random } from '../../lib/random/random.ts'
import threeLegs from '../../solutions/2-gossip-protocol/4-anti-entropy/variants/three-legs.ts'
import { run } from '../support/run.ts'

/**
 * P(some of ten nodes lacks a value after so many rounds), by splitting: of many copies those that are done are
 * replaced by copies of those that are not, and the shares left over multiplied. In a round every node has one
 * exchange with a random other, and both learn what the other held when the round began.
 */
function missed(rounds: number, random: Random): number {
  const copies = 4000
  const all = 2 ** 10 - 1
  let states = new Array<number>(copies).fill(1)
  let chance = 1
  for (let round = 0; round < rounds; round++) {
    const open = states.map((informed) => exchanged(informed, random)).filter((informed) => informed !== all)
    chance *= open.length / copies
    if (open.length === 0) return 0
    states = states.map(() => open[Math.floor(random() * open.length)] as number)
  }
  return chance
}

/** Nodes are bits. */
function exchanged(informed: number, random: Random): number {
  let after = informed
  for (let node = 0; node < 10; node++) {
    const other = (node + 1 + Math.floor(random() * 9)) % 10
    const either = ((informed >> node) | (informed >> other)) & 1
    after |= (either << node) | (either << other)
  }
  return after
}

it('leaves time for enough exchanges: eight rounds miss less than once in 10⁷', () => {
  expect(missed(8, createRandom(1, 'exchanges'))).toBeLessThan(1e-7)
  expect(missed(3, createRandom(1, 'exchanges'))).toBeGreaterThan(0.01)
})

// Those with 2,000 values are left to the author's proof: here they would take longer than all the rest.
const quick = grader.scenarios.filter(({ name }) => !['many', 'three-differ'].includes(name))

describe.each(quick)('$name', (scenario) => {
  it('exercises what it is there for, and lets a plain program pass', () => {
    const ran = run(threeLegs, scenario.plan(1))
    const { findings } = judge(grader, ran)
    expect(findings.filter(isRequiredFailure)).toEqual([])
    for (const { happened, name } of scenario.sometimes ?? []) expect(happened(ran), name).toBe(true)
  })
})
