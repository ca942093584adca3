import { describe, expect, it } from 'vitest'
import { boundedIntoCuts } from '../../lib/check/standing-cut.ts'
import type { Node } from '../../lib/node/api.ts'
import { oneWay } from '../../lib/scenario/partitions.ts'
import type { Fault } from '../../lib/trace/plan.ts'
import { failureOf } from '../support/finding.ts'
import { halves, partitioned, retrier } from '../support/partitioned.ts'
import type { Main } from '../support/plain-program.ts'
import { keeper } from '../support/programs.ts'
import { broadcast, workload } from '../support/run.ts'

const judged = (main: Main, plan: Parameters<typeof partitioned>[1] = {}) =>
  boundedIntoCuts(partitioned(main, plan), workload, { naming: 3, bare: 10 })

/** Sends n2 a message without a value every so many milliseconds. */
const pinging = (everyMs: number) => (node: Node) => {
  keeper(node)
  if (node.id === 'n1') node.every(everyMs, () => node.send('n2', { type: 'ping', hops: 3, sequence: 12 }))
}

describe('traffic into a cut is bounded', () => {
  it('when a value goes three times a second', () => {
    expect(judged(retrier(334))).toEqual({ kind: 'holds' })
  })

  it('when other messages go ten times a second', () => {
    expect(judged(pinging(100))).toEqual({ kind: 'holds' })
  })

  it('for each value, however many there are', () => {
    const operations = Array.from({ length: 20 }, (_, i) => broadcast(2000 + i, 'n1', 9000 + i, `c${i + 1}`))
    expect(judged(retrier(500), { operations })).toEqual({ kind: 'holds' })
  })

  it('whatever goes over links that are not cut, in the other direction, or after the heal', () => {
    const toN1Only: Fault = { ...halves, links: oneWay(['n2'], ['n1']) } as Fault
    expect(judged(retrier(50), { faults: [toN1Only] })).toEqual({ kind: 'holds' })
    expect(judged(retrier(50), { operations: [broadcast(6000, 'n1', 1)] })).toEqual({ kind: 'holds' })
  })

  it('whatever is an answer', () => {
    const toN1Only: Fault = { ...halves, links: oneWay(['n2'], ['n1']) } as Fault
    const asking = (node: Node) => {
      keeper(node)
      node.on('what', () => ({ type: 'this', messages: [4711] }))
      if (node.id === 'n1') node.every(50, () => void node.rpc('n2', { type: 'what' }).catch(() => {}))
    }
    expect(judged(asking, { faults: [toN1Only] })).toEqual({ kind: 'holds' })
  })
})

describe('traffic into a cut is too much', () => {
  it('when a value goes four times in a second, and the times are told', () => {
    expect(failureOf(judged(retrier(333)))).toEqual({
      kind: 'fails',
      at: 2999,
      message:
        'While the partition "halves" cut the way from n1 to n2, n1 sent 4711 to n2 4 times in the second from 2 s on. At most 3 sends of one value may go into a cut each second.',
      chain: ['It sent a "broadcast" at 2 s, at 2.33 s, at 2.67 s, at 3 s; the partition dropped them all.'],
    })
  })

  it('when the value stands among others in a list', () => {
    const listing = (node: Node) => {
      keeper(node)
      if (node.id === 'n1') node.every(250, () => node.send('n2', { type: 'all', messages: [1, 4711] }))
    }
    expect(failureOf(judged(listing)).message).toContain('n1 sent 4711 to n2 4 times')
  })

  it('when messages without a value go eleven times in a second', () => {
    expect(failureOf(judged(pinging(90))).message).toContain(
      'n1 sent n2 12 messages that name no value in the second from 1.08 s on. At most 10 messages without a value may go into a cut each second.',
    )
  })
})
