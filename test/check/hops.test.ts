import { describe, expect, it } from 'vitest'
import { withinTwiceRadius } from '../../lib/check/hops.ts'
import type { Node } from '../../lib/node/api.ts'
import { complete, grid, line, ring } from '../../lib/scenario/topologies.ts'
import solution from '../../solutions/1-naive-broadcast/2-tree-topology/solution.ts'
import { failureOf } from '../support/finding.ts'
import { broadcast, run, workload } from '../support/run.ts'
import { inLine, passingTo } from '../support/tree-programs.ts'

const alongTheLine = passingTo(inLine)

/** As `inLine`, but messages do not show what they carry, and a value is stored by a timer. */
function hiddenAndLate(node: Node): void {
  const seen = new Set<number>()
  let neighbours: string[] = []
  const take = (message: number, src: string) =>
    node.after(5, () => {
      seen.add(message)
      for (const to of neighbours) if (to !== src) node.send(to, { type: 'hidden', text: `<${message}>` })
    })
  node.on('topology', ({ topology }) => {
    neighbours = inLine(node, topology)
    return { type: 'topology_ok' }
  })
  node.on('broadcast', ({ message }, { src }) => {
    take(message, src)
    return { type: 'broadcast_ok' }
  })
  node.on('hidden', ({ text }, { src }) => void take(Number(text.slice(1, -1)), src))
  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}

describe('values reach everybody within twice the radius', () => {
  it.each([
    ['in a grid', grid(5), 'n1'],
    ['where all are neighbours', complete(25), 'n7'],
    ['in a line, from its end', line(5), 'n1'],
    ['at a node alone', line(1), 'n1'],
  ])('%s, by a tree from the centre', (_, topology, origin) => {
    const ran = run(solution, { topology, operations: [broadcast(100, origin, 4242)], until: 2000 })
    expect(withinTwiceRadius(ran, workload)).toEqual({ kind: 'holds' })
  })
})

describe('values take longer', () => {
  const plan = { topology: ring(6), operations: [broadcast(100, 'n1', 4242)], until: 2000 }
  const far = { topology: complete(4), operations: [broadcast(100, 'n1', 4242)], until: 2000 }

  it('by a long way round, which is shown', () => {
    expect(failureOf(withinTwiceRadius(run(alongTheLine, far), workload))).toEqual({
      kind: 'fails',
      at: 130,
      message:
        '4242 took 3 hops from n1 to n4, which had it at 130 ms. 2 are enough for anybody: twice the radius of this graph, 1, by a tree of shortest ways from a centre.',
      chain: [
        'The way it took: n1 → n2 → n3 → n4.',
        'The centres are n1, n2, n3 and n4: from there no node is farther than 1 hop.',
      ],
    })
  })

  it('also where messages do not show the value and a timer stores it', () => {
    expect(failureOf(withinTwiceRadius(run(hiddenAndLate, far), workload)).chain?.[0]).toBe(
      'The way it took: n1 → n2 → n3 → n4.',
    )
  })

  it('but a deep tree may still be short enough', () => {
    expect(withinTwiceRadius(run(alongTheLine, plan), workload)).toEqual({ kind: 'holds' })
  })
})
