import { describe, expect, it } from 'vitest'
import { digestsTellSets } from '../../lib/check/digests.ts'
import { digestIsACount } from '../../lib/check/evidence/digest-count.ts'
import { digestRunsTogether } from '../../lib/check/evidence/digest-encoding.ts'
import { digestDependsOnOrder } from '../../lib/check/evidence/digest-order.ts'
import type { Run } from '../../lib/check/run.ts'
import type { Value } from '../../lib/protocol/message.ts'
import { isolate } from '../../lib/scenario/partitions.ts'
import { failureOf } from '../support/finding.ts'
import { broadcast, request, run } from '../support/run.ts'
import { exactDigest, syncer } from '../support/syncer.ts'

const sets: Value[][] = [[], [1, 2], [2, 1], ['1', '2'], ['1,2'], [12], [3, 4], [1, 2]]

/** Each set on a node of its own, and every node asked for its digest. */
function digested(digest: (values: Value[]) => unknown): Run {
  const nodes = sets.map((_, index) => `n${index + 1}`)
  return run(syncer({ digest }), {
    nodes,
    faults: nodes.map((node) => ({
      ...{ kind: 'partition' as const, name: node, from: 0, to: 1000 },
      links: isolate(nodes, node),
    })),
    operations: sets.flatMap((values, index) => {
      const node = `n${index + 1}`
      const client = (part: number) => `c${index * 10 + part}`
      return [
        ...values.map((value, place) => broadcast(10 + place, node, value, client(place))),
        request(100, node, 'digest', client(9)),
      ]
    }),
    until: 500,
  })
}

const inOrder = (values: Value[]) => JSON.stringify(values)
const joined = (values: Value[]) => values.map(String).sort().join()
const counted = (values: Value[]) => values.length
const always = () => 'x'
let asked = 0
const everyTime = () => asked++

describe('digests', () => {
  it('that tell all sets apart, and no equal ones, hold', () => {
    expect(digestsTellSets(digested(exactDigest))).toEqual({ kind: 'holds' })
  })

  it.each<[string, (values: Value[]) => unknown, string]>([
    [
      'by order',
      inOrder,
      'n2 and n3 both held [1,2], which came to n3 as [2,1]. Equal sets should have equal digests; the answers were "[1,2]" and "[2,1]".',
    ],
    [
      'by plain text',
      joined,
      'n2 held [1,2] and n4 ["1","2"]. Different sets should have different digests; both answered "1,2".',
    ],
    [
      'by count',
      counted,
      'n2 held [1,2] and n4 ["1","2"]. Different sets should have different digests; both answered 2.',
    ],
  ])('%s do not', (_, digest, message) => {
    expect(failureOf(digestsTellSets(digested(digest))).message).toBe(message)
  })

  it('come with the number of values', () => {
    const ran = run(
      (node) => {
        syncer()(node)
        node.on('digest', () => ({ type: 'digest_ok', digest: '', count: 7 }))
      },
      { operations: [broadcast(10, 'n1', 1), request(20, 'n1', 'digest', 'c2')] },
    )
    expect(failureOf(digestsTellSets(ran)).message).toBe(
      'At 20 ms n1 held [1], and was asked for its "digest". The count should be 1, and was 7.',
    )
  })
})

describe('the evidence', () => {
  const evidence: { [slug: string]: (ran: Run) => string | undefined } = {
    order: digestDependsOnOrder,
    encoding: digestRunsTogether,
    count: digestIsACount,
  }
  const proved = (digest: (values: Value[]) => unknown) => {
    const ran = digested(digest)
    return Object.keys(evidence).filter((slug) => evidence[slug]?.(ran) !== undefined)
  }

  it.each<[string, (values: Value[]) => unknown, string[]]>([
    ['nothing of exact digests', exactDigest, []],
    ['a dependence on order', inOrder, ['order']],
    ['texts that run together', joined, ['encoding']],
    ['a mere count', counted, ['count']],
    ['nothing of a digest that is always the same', always, []],
    ['nothing of a digest that is another every time', everyTime, []],
  ])('proves %s', (_, digest, slugs) => {
    expect(proved(digest)).toEqual(slugs)
  })
})
