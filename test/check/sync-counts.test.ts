import { describe, expect, it } from 'vitest'
import { roundsAsAnswered } from '../../lib/check/round-answers.ts'
import { newCountsAreRight } from '../../lib/check/sync-counts.ts'
import type { Node } from '../../lib/node/api.ts'
import { failureOf } from '../support/finding.ts'
import { gossiper, gossipRun } from '../support/gossiper.ts'
import { request, run } from '../support/run.ts'

const sync = (at: number, messages: (number | string)[]) => ({
  ...{ at, client: `c${at}`, node: 'n1' },
  body: { type: 'gossip_sync', messages },
})
const operations = [sync(10, [1, '1']), sync(20, [1, '1', 2, 2]), sync(30, [])]

describe('new_count', () => {
  it('holds where it counts each unknown value once', () => {
    expect(newCountsAreRight(run(gossiper(), { ...gossipRun, operations }))).toEqual({ kind: 'holds' })
  })

  it('fails where known values count', () => {
    const ran = run(gossiper({ counts: (_, all) => all }), { ...gossipRun, operations })
    expect(failureOf(newCountsAreRight(ran)).message).toBe(
      'At 20 ms n1 got a "gossip_sync" with 4 values from c20, of which 1 was new to it. Its answer should say new_count 1, and said 4.',
    )
  })
})

describe('a round that a client asked for', () => {
  const asked = { ...gossipRun, operations: [sync(10, [1, 2]), request(20, 'n1', 'gossip_round')] }
  const judged = (change: (answer: { [field: string]: number }, node: Node) => void) =>
    roundsAsAnswered(
      run((node) => {
        gossiper()(node)
        node.on('gossip_round', () => {
          for (const peer of node.peers) node.send(peer, { type: 'gossip_sync', messages: [1, 2] })
          const answer = { peers_contacted: 2, messages_sent: 2 }
          change(answer, node)
          return { type: 'gossip_round_ok', ...answer }
        })
      }, asked),
    )

  it('holds where the answer fits what was sent', () => {
    expect(judged(() => {})).toEqual({ kind: 'holds' })
  })

  it('fails where the peers are not those', () => {
    expect(failureOf(judged((answer) => Object.assign(answer, { peers_contacted: 3 }))).message).toBe(
      'At 20 ms n1 was asked for a "gossip_round" and answered peers_contacted 3 and messages_sent 2. It sent 2 "gossip_sync" then, to n2 and n3.',
    )
  })

  it('fails where the values are not that many', () => {
    expect(failureOf(judged((answer) => Object.assign(answer, { messages_sent: 4 }))).message).toMatch(
      /messages_sent 4\. The "gossip_sync" that it sent then held 2 values\.$/,
    )
  })

  it('fails where a peer is told twice', () => {
    const twice = judged((_, node) => node.send('n2', { type: 'gossip_sync', messages: [1, 2] }))
    expect(failureOf(twice).message).toMatch(/It sent 3 "gossip_sync" then, to n2, n3 and n2\.$/)
  })
})
