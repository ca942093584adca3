import { describe, expect, it } from 'vitest'
import { learnsBothWays } from '../../lib/check/both-ways.ts'
import { mergesOneWay } from '../../lib/check/evidence/one-way-merge.ts'
import { countsAllAsTransferred } from '../../lib/check/evidence/transferred-all.ts'
import { beginsOften } from '../../lib/check/exchange-pace.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import { failureOf } from '../support/finding.ts'
import { broadcast, run } from '../support/run.ts'
import { syncer, type Ways } from '../support/syncer.ts'

const nodes = ['n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7', 'n8']
const plan: Partial<Plan> = {
  nodes,
  operations: nodes.map((node, index) => broadcast(10 + index, node, 100 + index, `c${index + 1}`)),
  until: 6000,
}
const ran = (ways: Ways) => run(syncer(ways), plan)

describe('learning both ways', () => {
  it('holds where both sides of an exchange learn', () => {
    expect(learnsBothWays(ran({}))).toEqual({ kind: 'holds' })
    expect(mergesOneWay(ran({}))).toBeUndefined()
  })

  it('fails where the one who begins learns nothing', () => {
    expect(failureOf(learnsBothWays(ran({ selfless: true }))).message).toMatch(
      /^\d+ exchanges taught somebody something, and never the node that had begun it learned from it: the first was begun by n1, and at 430 ms n2 learned 1 value from it\. Whoever begins one must also take what the other holds more\.$/,
    )
    expect(mergesOneWay(ran({ selfless: true }))).toMatch(
      /each time the node that had begun it learned nothing/,
    )
  })

  it('fails where the one who is asked learns nothing', () => {
    expect(failureOf(learnsBothWays(ran({ selfish: true }))).message).toMatch(
      /never the node that was asked learned from it/,
    )
    expect(mergesOneWay(ran({ selfish: true }))).toMatch(/each time the node that was asked learned nothing/)
  })

  it('is not judged by a few exchanges', () => {
    const few = run(syncer({ selfless: true }), {
      ...plan,
      nodes: ['n1', 'n2'],
      operations: [broadcast(10, 'n1', 1)],
    })
    expect(learnsBothWays(few)).toEqual({ kind: 'holds' })
  })
})

describe('the pace of exchanges', () => {
  it('holds every 400 ms', () => {
    expect(beginsOften(ran({}), 500)).toEqual({ kind: 'holds' })
  })

  it('fails every 600 ms', () => {
    expect(failureOf(beginsOften(ran({ everyMs: 600 }), 500)).message).toBe(
      'n1 started at 0 ms. Its first exchange was due by 500 ms: each node begins one at least every 500 ms, of its own accord; it came at 600 ms.',
    )
  })

  it('fails where they end', () => {
    expect(failureOf(beginsOften(ran({ everyMs: 10_000 }), 500)).message).toMatch(/; none came\.$/)
  })
})

describe('what a digest_sync brings', () => {
  const sync = (at: number, remote_messages: number[] | null) => ({
    ...{ at, client: `c${at}`, node: 'n1' },
    body: { type: 'digest_sync', remote_digest: '?', remote_messages },
  })
  const synced = (ways: Ways) =>
    run(syncer(ways), { nodes: ['n1'], operations: [sync(10, [1, 2]), sync(20, [2, 3]), sync(30, null)] })

  it('is kept and counted', () => {
    expect(mergesOneWay(synced({}))).toBeUndefined()
    expect(countsAllAsTransferred(synced({}))).toBeUndefined()
  })

  it('is seen not to be kept', () => {
    expect(mergesOneWay(synced({ forgetful: true }))).toBe(
      'At 10 ms n1 got a "digest_sync" with [1,2] in remote_messages. It answered with its own values, and never knew 1 and 2 afterwards; nor did it keep any other value that came so.',
    )
  })

  it('is kept by a node that loses only some of it', () => {
    expect(mergesOneWay(synced({ keeps: (value) => value !== 1 }))).toBeUndefined()
  })

  it('is seen to be counted whole', () => {
    expect(countsAllAsTransferred(synced({ transferred: (_, all) => all }))).toBe(
      'At 20 ms n1 got a "digest_sync" with 2 values, of which it knew 1. It answered transferred 2; so many came, and fewer were new.',
    )
  })

  it('may be counted wrongly in another way', () => {
    expect(countsAllAsTransferred(synced({ transferred: () => 9 }))).toBeUndefined()
  })
})
