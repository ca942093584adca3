import { describe, expect, it } from 'vitest'
import { knownAfterHeal } from '../../lib/check/healing.ts'
import { failureOf } from '../support/finding.ts'
import { blocker, partitioned, retrier } from '../support/partitioned.ts'
import type { Main } from '../support/plain-program.ts'
import { keeper, teller } from '../support/programs.ts'
import { broadcast, workload } from '../support/run.ts'

const judged = (main: Main, plan: Parameters<typeof partitioned>[1] = {}, withinMs = 5000) =>
  knownAfterHeal(partitioned(main, plan), workload, withinMs)

describe('everything heals', () => {
  it('when what was dropped is sent again', () => {
    expect(judged(retrier(1000))).toEqual({ kind: 'holds' })
  })

  it('when the value comes exactly in time', () => {
    // Sent at 2 s and again every 4,500 ms: over at 6.5 s, there at 6.51 s, 510 ms after the heal.
    expect(judged(retrier(4500), {}, 510)).toEqual({ kind: 'holds' })
    expect(judged(retrier(4500), {}, 509).kind).toBe('fails')
  })

  it('counting from the acknowledgement where that came after the heal', () => {
    const operations = [broadcast(8000, 'n1', 1)]
    expect(judged(retrier(1000), { operations }, 10)).toEqual({ kind: 'holds' })
    expect(judged(retrier(1000), { operations }, 9).kind).toBe('fails')
  })

  it('as far as values were acknowledged', () => {
    expect(judged(blocker, { until: 5000 })).toEqual({ kind: 'holds' })
  })

  it('where the run ended before the time was up', () => {
    expect(judged(keeper, { until: 10_000 })).toEqual({ kind: 'holds' })
  })
})

describe('something does not heal', () => {
  it('when nobody sends it again, and the partition that dropped it is named', () => {
    expect(failureOf(judged(teller))).toEqual({
      kind: 'fails',
      at: 11_000,
      message:
        '4711 was acknowledged by n1 at 2 s, while the partition "halves" stood. The last partition healed at 6 s. By 11 s every node should know it; n2 never came to know it.',
      chain: [
        'c1 sent 4711 to n1 at 2 s.',
        'n1 sent 4711 to n2 at 2 s; the partition "halves" dropped it at 2 s. It was not sent again.',
      ],
    })
  })

  it('when it comes too late, and what was tried before is told', () => {
    expect(failureOf(judged(retrier(9500)))).toEqual({
      kind: 'fails',
      at: 11_000,
      message:
        '4711 was acknowledged by n1 at 2 s, while the partition "halves" stood. The last partition healed at 6 s. By 11 s every node should know it; n2 came to know it only later.',
      chain: [
        'Before that it had been sent to n2 once, in vain, at 2 s, before the heal.',
        'n2 learned it at 11.51 s, in a message from n1.',
      ],
    })
  })

  it('and a value that is missing for good speaks before one that was late', () => {
    const operations = [broadcast(2000, 'n1', 1, 'c1'), broadcast(3000, 'n2', 2, 'c2')]
    const main: Main = (node) => (node.id === 'n1' ? retrier(9500)(node) : teller(node))
    const { message } = failureOf(judged(main, { operations }))
    expect(message).toMatch(
      /^2 was acknowledged by n2 .* n1 never came to know it\. \(And 1 other value likewise\.\)$/,
    )
  })
})
