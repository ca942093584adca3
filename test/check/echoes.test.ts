import { describe, expect, it } from 'vitest'
import { neverBackToParent } from '../../lib/check/echoes.ts'
import type { Node } from '../../lib/node/api.ts'
import { complete, line } from '../../lib/scenario/topologies.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import { failureOf } from '../support/finding.ts'
import { broadcaster } from '../support/programs.ts'
import { broadcast, run, workload } from '../support/run.ts'
import { allNeighbours, passingTo } from '../support/tree-programs.ts'

const inLine: Partial<Plan> = { topology: line(3), operations: [broadcast(100, 'n1', 4242)], until: 2000 }

describe('no value goes back to the node it came from', () => {
  it('where the sender is left out', () => {
    expect(neverBackToParent(run(passingTo(allNeighbours), inLine), workload)).toEqual({ kind: 'holds' })
  })

  it('where two nodes that have it from a third send it to each other', () => {
    const ran = run(passingTo(allNeighbours), { ...inLine, topology: complete(3) })
    expect(neverBackToParent(ran, workload)).toEqual({ kind: 'holds' })
  })

  it('where it is sent because a client broadcast it once more', () => {
    const main = (node: Node) => {
      passingTo(allNeighbours)(node)
      node.on('broadcast', ({ message }, { src }) => {
        for (const to of ['n1', 'n2']) if (to !== src) node.send(to, { type: 'broadcast', message })
        return { type: 'broadcast_ok' }
      })
    }
    const twice = [broadcast(100, 'n1', 4242, 'c1'), broadcast(500, 'n2', 4242, 'c2')]
    const ran = run(main, { topology: line(2), operations: twice, until: 2000 })
    expect(neverBackToParent(ran, workload)).toEqual({ kind: 'holds' })
  })
})

describe('a value goes back', () => {
  const echo = passingTo(allNeighbours, undefined, { echoes: true })

  it('where nobody is left out', () => {
    expect(failureOf(neverBackToParent(run(echo, inLine), workload))).toEqual({
      kind: 'fails',
      at: 110,
      message:
        'n2 got 4242 from n1 at 110 ms and sent it to n1 at 110 ms. Whoever told a node knows already: a value never goes back over the edge it came by. (So did 1 more forward.)',
      chain: ['c1 broadcast 4242 at n1 at 100 ms.', 'n1 sent it to n2 at 100 ms.'],
    })
  })

  it('in a list, and later by a timer', () => {
    const late = passingTo(
      allNeighbours,
      (node, to, message) => {
        node.after(30, () => node.send(to, { type: 'values', values: [message] }))
      },
      { echoes: true },
    )
    const main = (node: Node) => {
      late(node)
      node.on('values', ({ values: [message] }, { src }) => {
        if (node.id === 'n2') node.after(30, () => node.send(src, { type: 'values', values: [message] }))
      })
    }
    const ran = run(main, { ...inLine, topology: line(2) })
    expect(failureOf(neverBackToParent(ran, workload))).toMatchObject({ at: 170 })
  })

  it('in a one-way receipt, which should be an answer', () => {
    const main = (node: Node) => {
      passingTo(allNeighbours)(node)
      node.on('broadcast', ({ message }, { src }) => {
        node.send(src === 'c1' ? 'n2' : src, { type: src === 'c1' ? 'broadcast' : 'got', message })
        return { type: 'broadcast_ok' }
      })
    }
    const ran = run(main, { ...inLine, topology: line(2) })
    expect(failureOf(neverBackToParent(ran, workload)).chain?.at(-1)).toBe(
      'What came was a "broadcast", and what went back a "got". If that is to say "I have it": an acknowledgement is free if it is an answer. Send the value with node.rpc, and return the "got" from the handler.',
    )
  })

  it('in a message that values travel in as well, and that is no receipt', () => {
    const viaRoot = (node: Node) => {
      const seen = broadcaster(node, (v) => node.send(node.id === 'n1' ? 'n2' : 'n1', { type: 'climb', v }))
      node.on('climb', ({ v }) => {
        seen.add(v)
        for (const child of ['n2', 'n3']) node.send(child, { type: 'down', v })
      })
      node.on('down', ({ v }) => void seen.add(v))
    }
    const topology = { n1: ['n2', 'n3'], n2: ['n1'], n3: ['n1'] }
    const ran = run(viaRoot, { topology, operations: [broadcast(100, 'n2', 4242)], until: 2000 })
    expect(failureOf(neverBackToParent(ran, workload)).chain?.at(-1)).toBe(
      'What came was a "climb", and what went back a "down".',
    )
  })
})
