import { describe, expect, it } from 'vitest'
import { calmWhileCut } from '../../lib/check/calm.ts'
import { failureOf } from '../support/finding.ts'
import { partitioned, retrier } from '../support/partitioned.ts'
import type { Main } from '../support/plain-program.ts'
import { broadcast, workload } from '../support/run.ts'

/** So many values at n1, all at 2 s; the cut stands until 6 s. */
const values = (count: number, at = 2000) =>
  Array.from({ length: count }, (_, index) => broadcast(at, 'n1', 9000 + index, `c${index + 1}`))

const judged = (main: Main, operations = values(11)) =>
  calmWhileCut(partitioned(main, { operations }), workload, { limit: 10, settleMs: 2000 })

describe('a node is calm during a cut', () => {
  it('when it sends no more than its limit each second', () => {
    expect(judged(retrier(1000), values(10))).toEqual({ kind: 'holds' })
  })

  it('as far as can be said when values come in until it heals', () => {
    const late = [...values(11), broadcast(3500, 'n1', 1, 'c20'), broadcast(5000, 'n1', 2, 'c21')]
    expect(judged(retrier(1000), late)).toEqual({ kind: 'holds' })
  })

  it('whatever it sends while nothing is cut', () => {
    expect(judged(retrier(1000), values(11, 7000))).toEqual({ kind: 'holds' })
  })
})

it('a node is not calm when every value that waits is a message of its own', () => {
  expect(failureOf(judged(retrier(1000)))).toEqual({
    kind: 'fails',
    at: 4000,
    message:
      'While the partition "halves" stood and nothing new had come in since 2 s, n1 sent 11 messages in the second from 4 s on. At most 10 are allowed, however many values wait.',
    chain: ['11 values had been broadcast by then.', 'Most of it: "broadcast" to n2, 11 times.'],
  })
})
