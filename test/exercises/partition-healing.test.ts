import { describe, expect, it } from 'vitest'
import grader from '../../exercises/1-naive-broadcast/5-partition-healing/grader.ts'
import type { Run } from '../../lib/check/run.ts'
import { isRequiredFailure, judge } from '../../lib/grade/judge.ts'
import type { Node } from '../../lib/node/api.ts'
import type { Value } from '../../lib/protocol/message.ts'
import fireAndForget from '../../solutions/1-naive-broadcast/5-partition-healing/mistakes/fire-and-forget.ts'
import type { Main } from '../support/plain-program.ts'
import { broadcaster } from '../support/programs.ts'
import { run } from '../support/run.ts'

/**
 * The slowest right program that the derivation beside the loss speaks of: nothing is passed on at once; once a second
 * each node sends each neighbour all it knows. Without loss a value takes up to 1.01 s for a hop.
 */
const slowest: Main = (node: Node) => {
  let neighbours: string[] = []
  const seen = broadcaster(node)
  node.on('topology', ({ topology }) => {
    neighbours = topology[node.id]
    return { type: 'topology_ok' }
  })
  node.on('all', ({ messages }: { messages: Value[] }) => {
    for (const message of messages) seen.add(message)
  })
  node.after(1000 * node.random(), () => {
    node.every(1000, () => {
      for (const neighbour of neighbours) node.send(neighbour, { type: 'all', messages: [...seen] })
    })
  })
}

const seeds = [1, 2]
const clusters = grader.scenarios.filter(({ name }) => name !== 'one-node')

function failedChecks(ran: Run): string[] {
  const { findings } = judge(grader, ran)
  return findings.filter(isRequiredFailure).map(({ check }) => check.id)
}

describe.each(clusters)('$name', (scenario) => {
  const runs = seeds.map((seed) => run(slowest, scenario.plan(seed)))

  it('lets a program pass that needs a second for every hop, with and without loss', () => {
    expect(runs.flatMap(failedChecks)).toEqual([])
  })

  it('exercises what it is there for', () => {
    for (const ran of runs) {
      for (const { happened, name } of scenario.sometimes ?? []) expect(happened(ran), name).toBe(true)
    }
  })

  it('is the same plan for the same seed, and another for another', () => {
    expect(scenario.plan(7)).toEqual(scenario.plan(7))
    expect(scenario.plan(7)).not.toEqual(scenario.plan(8))
  })
})

// In the majorities ring a flood finds its way round every cut.
const splitting = clusters.filter(({ name }) => name !== 'majorities-ring')

it.each(splitting)('$name never lets a program pass that sends everything once', (scenario) => {
  for (const seed of seeds) expect(failedChecks(run(fireAndForget, scenario.plan(seed)))).toContain('healed')
})
