import { describe, expect, it } from 'vitest'
import { settlesAfterHeal } from '../../lib/check/settling.ts'
import type { Node } from '../../lib/node/api.ts'
import { failureOf } from '../support/finding.ts'
import { partitioned, retrier } from '../support/partitioned.ts'
import type { Main } from '../support/plain-program.ts'
import { keeper } from '../support/programs.ts'

const judged = (main: Main, plan: Parameters<typeof partitioned>[1] = {}) =>
  settlesAfterHeal(partitioned(main, plan), { afterMs: 5000, share: 0.05 })

/** Sends n2 a text of so many characters at 3 s, and a short one every second. */
const shoutingOnce = (characters: number) => (node: Node) => {
  keeper(node)
  if (node.id !== 'n1') return
  node.after(3000, () => node.send('n2', { type: 'all', text: 'x'.repeat(characters) }))
  node.every(1000, () => node.send('n2', { type: 'ping' }))
}

describe('the network settles after the heal', () => {
  it('when nothing is sent any more', () => {
    expect(judged(retrier(1000, 6))).toEqual({ kind: 'holds' })
  })

  it('when what goes on is small beside what went before', () => {
    expect(judged(shoutingOnce(2000))).toEqual({ kind: 'holds' })
  })

  it('for all that can be said, when nothing was cut', () => {
    expect(judged(retrier(1000), { faults: [] })).toEqual({ kind: 'holds' })
  })
})

describe('the network does not settle', () => {
  it('when what goes on is not small enough', () => {
    expect(judged(shoutingOnce(500)).kind).toBe('fails')
  })

  it('when the same is told again and again, and the largest message is named', () => {
    const { message, chain, at } = failureOf(judged(retrier(1000)))
    expect(at).toBe(11_000)
    expect(message).toMatch(
      /^The last partition healed at 6 s\. From 11 s on every second should carry less than 5 % of the \d+ bytes of the busiest one, at [\d.]+ s; the second from 11 s on still carried \d+ bytes, [\d.]+ %\.$/,
    )
    expect(chain?.[0]).toMatch(/^The largest of 1 message in it: n1 → n2 "broadcast" at 11 s, \d+ bytes\.$/)
  })
})
