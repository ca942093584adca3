import { describe, expect, it } from 'vitest'
import grader from '../../exercises/3-topology-aware-gossip/4-partition-simulation/grader.ts'
import { equalWithinMs } from '../../exercises/3-topology-aware-gossip/4-partition-simulation/orders.ts'
import { sendsGivenUp, stretchesOf } from '../../lib/check/block-counts.ts'
import { Blocks } from '../../lib/check/blocks.ts'
import { cameFromBlocked } from '../../lib/check/crossings.ts'
import { groupsOf } from '../../lib/check/reachable.ts'
import type { Run } from '../../lib/check/run.ts'
import { isRequiredFailure, judge } from '../../lib/grade/judge.ts'
import type { Node } from '../../lib/node/api.ts'
import { cutOff } from '../support/cut-off.ts'
import { run } from '../support/run.ts'

/** Slow, and right: it tells nothing when a value comes, and only one peer each time, all of them within 2.8 s. */
const slow = (node: Node) => {
  cutOff({
    isQuiet: () => true,
    more(self) {
      let turn = 0
      node.on('topology', () => ({ type: 'topology_ok' }))
      node.every(700, () => {
        const peer = node.peers[turn++ % node.peers.length]
        if (peer === undefined) return
        if (self.blocked.has(peer)) self.dropped++
        else node.send(peer, { type: 'state', messages: [...self.seen] })
      })
    },
  })(node)
}

const quick = (node: Node) => {
  cutOff({ more: () => node.on('topology', () => ({ type: 'topology_ok' })) })(node)
}

const scenarioOf = (name: string) => grader.scenarios.find((one) => one.name === name) ?? grader.scenarios[0]
const ran = (program: (node: Node) => void, name: string, seed = 1) =>
  run(program, scenarioOf(name)?.plan(seed))

function failedChecks(one: Run): string[] {
  return judge(grader, one)
    .findings.filter(isRequiredFailure)
    .map(({ check }) => check.id)
}

describe.each(grader.scenarios)('$name', (scenario) => {
  it.each([
    ['tells everybody at once', quick],
    ['tells one peer every 700 ms', slow],
  ])('lets a program pass that %s', (_name, program) => {
    for (const seed of [1, 2]) expect(failedChecks(run(program, scenario.plan(seed)))).toEqual([])
  })

  it('exercises what it is there for', () => {
    for (const { happened, name } of scenario.sometimes ?? []) {
      expect(happened(run(quick, scenario.plan(1))), name).toBe(true)
    }
  })
})

it('orders fall between a message and its arrival', () => {
  const refused = cameFromBlocked(ran(quick, 'under-way'))
  expect(refused.some(({ sent, order }) => sent.event.id < order.came)).toBe(true)
})

it('shows how many sends were given up, at a moment at which nothing else happens', () => {
  const one = ran(quick, 'one-blocks-one')
  const given = stretchesOf(one).flatMap((stretch) => sendsGivenUp(one, new Blocks(one), stretch) ?? [])
  expect(given).toMatchObject([{ each: 1, most: 1 }])
})

it.each(['two-groups', 'replaced'])('%s leaves each group time to agree', (name) => {
  const groups = groupsOf(ran(quick, name)).filter(
    ({ isWhole, from, to }) => !isWhole && to - from > equalWithinMs,
  )
  expect(groups.map(({ nodes }) => nodes.length).sort()).toEqual([2, 3])
})
