import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clashIn, lawOf, mergesLawfully } from '../../lib/check/laws.ts'
import type { Check, Grader } from '../../lib/grade/grader.ts'
import { shrink } from '../../lib/grade/shrink.ts'
import type { Value } from '../../lib/protocol/message.ts'
import { createRandom } from '../../lib/random/random.ts'
import { everyOrder, withRepeats } from '../../lib/scenario/isolated.ts'
import { failureOf } from '../support/finding.ts'
import { bundled, inProcess } from '../support/in-process.ts'
import type { Main } from '../support/plain-program.ts'
import { brokenReplicas, isolated, mergeLaws, planOf, rightReplicas, states } from '../support/replicas.ts'
import { run } from '../support/run.ts'

const judge = (main: Main, histories: Value[][][]) => mergesLawfully(isolated(main, histories), mergeLaws)

/** Every order of these states, once as it is and once with repetitions, and all of them as one. */
const everyHistory = (from: Value[][]) => [
  ...everyOrder(from),
  ...everyOrder(from).map((order, place) => withRepeats(createRandom(place, 'repeats'), order, 2)),
  [from.flat()],
]

const four: Value[][] = [['+a'], ['-a', 1], [1, 2], [3]]

describe('four updates in every order, with repetitions', () => {
  it.each(Object.entries(rightReplicas))('leave no trace of it in %s', (_, main) => {
    expect(judge(main, everyHistory(four))).toEqual({ kind: 'holds' })
  })

  it.each(Object.entries(brokenReplicas))('find out %s', (_, main) => {
    expect(judge(main, everyHistory(four)).kind).toBe('fails')
  })
})

describe('any states, in any order, with any repetitions', () => {
  const settings = { numRuns: 40, seed: 20_261_123 }

  it.each(Object.entries(rightReplicas))('are lawful merged by %s', (_, main) => {
    fc.assert(
      fc.property(states, (from) => {
        expect(judge(main, everyHistory(from)).kind).not.toBe('fails')
      }),
      settings,
    )
  })

  it.each(Object.entries(brokenReplicas))('come to a clash merged by %s', (_, main) => {
    const found = fc.check(
      fc.property(states, (from) => judge(main, everyHistory(from)).kind !== 'fails'),
      settings,
    )
    expect(found.failed).toBe(true)
  })
})

describe('a clash', () => {
  const told = (main: Main, histories: Value[][][]) => {
    const { message, chain } = failureOf(judge(main, histories))
    return [message, ...(chain ?? [])]
  }
  const last = brokenReplicas['what came last'] as Main

  it('is told with what went in and what is shown', () => {
    expect(
      told(last, [
        [['x', 'y'], ['z']],
        [['z'], ['x', 'y']],
      ]),
    ).toEqual([
      'n1 took merge ["x","y"], then merge ["z"] and shows ["z"]; n2 took merge ["z"], then merge ["x","y"] and shows ["x","y"]. The same went into both, and they were cut off from each other. The order must not matter: merging is commutative, and associative.',
      'n1 took merge ["x","y"] at 10 ms and showed ["x","y"] then.',
      'n1 took merge ["z"] at 20 ms and showed ["z"] then.',
      'n2 took merge ["z"] at 10 ms and showed ["z"] then.',
      'n2 took merge ["x","y"] at 20 ms and showed ["x","y"] then.',
    ])
  })

  it('is looked for at every moment, and the one that needs least is told', () => {
    const { clash } = clashIn(
      isolated(last, [
        [[1], [2], [3]],
        [[2], [1], [3]],
      ]),
      mergeLaws,
    )
    expect([clash?.one.steps.length, clash?.other.steps.length]).toEqual([2, 2])
  })

  it('may be of a replica with itself', () => {
    const { clash } = clashIn(isolated(brokenReplicas['a count'] as Main, [[[1], [1]]]), mergeLaws)
    expect(clash && [clash.one.node, clash.other.node, lawOf(clash)]).toEqual([
      'n1',
      'n1',
      'How often it comes must not matter: merging is idempotent.',
    ])
  })

  it('of portions alone is told as that', () => {
    const shortest: Main = (node) => {
      let held: Value[] = []
      node.on('merge', ({ elements }) => {
        held = [...new Set([...held, ...elements.slice(0, 1)])].sort()
        return { type: 'merge_ok' }
      })
      node.on('read', () => ({ type: 'read_ok', elements: held }))
    }
    expect(failureOf(judge(shortest, [[[1, 2]], [[1], [2]]])).message).toContain(
      'In which portions it comes must not matter',
    )
  })
})

describe('nothing is compared', () => {
  const silent: Main = (node) => {
    node.on('merge', () => undefined)
    node.on('read', () => ({ type: 'read_ok', elements: [] }))
  }
  const gossiping: Main = (node) => {
    ;(rightReplicas['a union'] as Main)(node)
    node.every(20, () => {
      for (const peer of node.peers) node.send(peer, { type: 'merge', elements: [] })
    })
  }

  it('where updates are not acknowledged', () => {
    expect(judge(silent, everyHistory(four)).kind).toBe('idle')
  })

  it('where replicas hear of each other', () => {
    const plan = { ...planOf(everyHistory([[1], [2]])), faults: [] }
    expect(mergesLawfully(run(gossiping, plan), mergeLaws).kind).toBe('idle')
  })

  it('where no two of them took the same', () => {
    expect(judge(brokenReplicas['what came last'] as Main, [[[1]], [[2]]]).kind).toBe('idle')
  })
})

describe('made smaller', () => {
  const check: Check = {
    ...{ id: 'laws', name: 'Merging is lawful', required: true, scenarios: ['isolated'] },
    judge: (ran) => mergesLawfully(ran, mergeLaws),
  }
  const grader: Grader = {
    contract: {},
    exhibit: '',
    writes: 'merge',
    scenarios: [],
    checks: [check],
    mistakes: [],
  }

  it.each(Object.entries(brokenReplicas))(
    'a clash of %s is of two replicas at most, and of few updates',
    async (_, main) => {
      const sandbox = inProcess({ broken: main, right: rightReplicas['a union'] as Main })
      const failing = {
        run: isolated(main, everyHistory(four)),
        finding: failureOf(judge(main, everyHistory(four))),
      }
      const small = await shrink({
        ...{ grader, check, failing, sandbox },
        ...{ program: bundled('broken'), reference: bundled('right') },
      })
      const { nodes, operations } = small.run.trace.plan
      const items = operations.flatMap(({ body }) => body.elements as Value[])
      expect(nodes.length).toBeLessThanOrEqual(2)
      expect(operations.length).toBeLessThanOrEqual(4)
      expect(new Set(items).size).toBeLessThanOrEqual(4)
    },
  )
})
