import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loss, roundsUntil, withinMs } from '../../exercises/2-gossip-protocol/3-gossip-timer/bounds.ts'
import grader from '../../exercises/2-gossip-protocol/3-gossip-timer/grader.ts'
import type { Run } from '../../lib/check/run.ts'
import { isRequiredFailure, judge } from '../../lib/grade/judge.ts'
import { createRandom } from '../../lib/random/random.ts'
import { shuffled } from '../../lib/scenario/dice.ts'
import noTimer from '../../solutions/2-gossip-protocol/3-gossip-timer/mistakes/no-timer.ts'
import pushesOnlyNew from '../../solutions/2-gossip-protocol/3-gossip-timer/mistakes/pushes-only-new.ts'
import oneWay from '../../solutions/2-gossip-protocol/3-gossip-timer/variants/one-way.ts'
import { run } from '../support/run.ts'

const text = readFileSync('exercises/2-gossip-protocol/3-gossip-timer/task.md', 'utf8')
const seeds = [1, 2]
const clusters = grader.scenarios.filter(({ name }) => name !== 'talk')

function failedChecks(ran: Run): string[] {
  const { findings } = judge(grader, ran)
  return findings.filter(isRequiredFailure).map(({ check }) => check.id)
}

describe('the figures of the text', () => {
  it.each([
    [2, loss],
    [25, loss],
    [5, 0],
    [9, 0],
  ])('are those of the bound, with %i nodes', (nodes, lost) => {
    const rounds = roundsUntil(nodes, lost, 1e-4)
    const seconds = (Math.ceil(withinMs({ nodes, loss: lost }) / 10) / 100).toFixed(2)
    const row = text.split('\n').find((line) => /^\| *(\d+) \|/.exec(line)?.[1] === String(nodes))
    expect(row).toContain(` ${rounds} rounds |`)
    expect(row).toContain(` ${seconds} s |`)
  })

  it('say how long asking may take', () => {
    expect(text).toContain(`within ${(withinMs({ nodes: 5, active: 1 }) / 1000).toFixed(1)} s`)
  })
})

it('allows as many rounds as the synchronous model needs, by simulation', () => {
  const random = createRandom(1, 'rounds')
  const nodes = Array.from({ length: 25 }, (_, index) => index)
  const trials = 1000
  const rounds = roundsUntil(25, loss, 0.05)
  let missed = 0
  for (let trial = 0; trial < trials; trial++) {
    let informed = new Set([0])
    for (let round = 0; round < rounds; round++) {
      const after = new Set(informed)
      for (const node of informed) {
        const others = nodes.filter((other) => other !== node)
        for (const peer of shuffled(random, others).slice(0, 2)) if (random() >= loss) after.add(peer)
      }
      informed = after
    }
    if (informed.size < 25) missed++
  }
  // One round fewer misses more often than 0.05, and this many no more often.
  expect(missed / trials).toBeLessThan(0.05 + 5 * Math.sqrt(0.05 / trials))
  expect(missed / trials).toBeGreaterThan(0.001)
})

it.each(clusters)(
  '$name exercises what it is there for, and lets a program pass that only pushes',
  (scenario) => {
    for (const seed of seeds) {
      const ran = run(oneWay, scenario.plan(seed))
      expect(failedChecks(ran)).toEqual([])
      for (const { happened, name } of scenario.sometimes ?? []) expect(happened(ran), name).toBe(true)
    }
  },
)

it.each(seeds)('never lets a program pass that pushes a value once, or has no timer (seed %i)', (seed) => {
  const late = clusters.find(({ name }) => name === 'late-join')
  if (late === undefined) throw new Error('no late-join')
  expect(failedChecks(run(pushesOnlyNew, late.plan(seed)))).toContain('late-join')
  expect(failedChecks(run(noTimer, late.plan(seed)))).toContain('rhythm')
})
