import { expect, it } from 'vitest'
import type { Node } from '../../lib/node/api.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import { broadcaster } from '../support/programs.ts'
import { broadcast, eventsOf, run } from '../support/run.ts'

/** Tells random nodes what it knows, again and again: every die there is gets thrown. */
function gossip(node: Node): void {
  const seen = broadcaster(node)
  node.every(50, () => {
    const peer = node.peers[Math.floor(node.random() * node.peers.length)] as string
    for (const message of seen) node.send(peer, { type: 'broadcast', message })
  })
}

const rough: Partial<Plan> = {
  nodes: ['n1', 'n2', 'n3', 'n4', 'n5'],
  latency: { kind: 'exponential', mean: 20 },
  loss: 0.1,
  duplicate: 0.1,
  reorder: 0.1,
  reorderMs: 30,
  faults: [
    { kind: 'partition', name: 'wall', from: 200, to: 600, links: [{ from: ['n1'], to: ['n2', 'n3'] }] },
    { kind: 'crash', node: 'n4', at: 300, restartAt: 700 },
    { kind: 'pause', node: 'n5', from: 100, to: 400 },
    { kind: 'loss', from: 500, to: 800, probability: 0.5 },
    { kind: 'clock-step', node: 'n1', at: 250, stepMs: -100 },
  ],
  operations: [broadcast(0, 'n1', 1), broadcast(150, 'n4', 'two')],
  until: 1000,
}

const bytes = (seed: number) => JSON.stringify(run(gossip, { ...rough, seed }).trace)

it('the same program, plan and seed give the same bytes of trace', () => {
  expect(bytes(1)).toBe(bytes(1))
})

it('another seed gives another trace', () => {
  expect(bytes(1)).not.toBe(bytes(2))
})

it('a node’s dice do not depend on the other nodes', () => {
  const rolls = (nodes: string[]) => {
    const ran = run((node) => node.log(node.random(), node.random()), { nodes })
    return eventsOf(ran, 'log').filter(({ node }) => node === 'n1')[0]?.text
  }
  expect(rolls(['n1', 'n2', 'n3'])).toBe(rolls(['n1']))
})

it('a node that comes back throws other dice than in its first life', () => {
  const ran = run((node) => node.log(node.random()), {
    nodes: ['n1'],
    faults: [{ kind: 'crash', node: 'n1', at: 100, restartAt: 200 }],
  })
  expect(new Set(eventsOf(ran, 'log').map(({ text }) => text)).size).toBe(2)
})

it('what is cut off does not change the latencies of what is left', () => {
  const main = (node: Node) => {
    node.every(10, () => {
      for (const peer of node.peers) node.send(peer, { type: 'note' })
    })
  }
  const times = (faults: Plan['faults']) => {
    const plan: Partial<Plan> = { nodes: ['n1', 'n2', 'n3'], latency: { kind: 'uniform', min: 1, max: 9 } }
    return eventsOf(run(main, { ...plan, faults, until: 300 }), 'deliver')
      .filter(({ src, dest }) => src !== 'n3' && dest !== 'n3')
      .map(({ at, src, dest }) => `${src}>${dest} ${at}`)
  }
  const links = [
    { from: ['n3'], to: ['n1', 'n2'] },
    { from: ['n1', 'n2'], to: ['n3'] },
  ]
  const without = times([{ kind: 'partition', name: 'alone', from: 0, to: 300, links }])
  expect(without).toEqual(times([]))
})
