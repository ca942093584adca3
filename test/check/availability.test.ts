import { describe, expect, it } from 'vitest'
import { staysAvailable } from '../../lib/check/availability.ts'
import type { Node } from '../../lib/node/api.ts'
import { broadcastAnswers } from '../../lib/scenario/broadcast.ts'
import { failureOf } from '../support/finding.ts'
import { blocker, partitioned, retrier } from '../support/partitioned.ts'
import type { Main } from '../support/plain-program.ts'
import { broadcaster, keeper } from '../support/programs.ts'
import { broadcast } from '../support/run.ts'

const judged = (main: Main, plan: Parameters<typeof partitioned>[1] = {}) =>
  staysAvailable(partitioned(main, plan), broadcastAnswers, 1000)

const answeringAfter = (ms: number) => (node: Node) => {
  const seen = broadcaster(node)
  node.on('broadcast', ({ message }, request) => {
    seen.add(message)
    node.after(ms, () => node.reply(request, { type: 'broadcast_ok' }))
  })
}

describe('both sides keep answering', () => {
  it('when nodes do not wait for each other', () => {
    expect(judged(retrier(500))).toEqual({ kind: 'holds' })
  })

  it('when an answer takes as long as it may', () => {
    expect(judged(answeringAfter(1000))).toEqual({ kind: 'holds' })
  })

  it('when a late answer is one to a request made before the cut', () => {
    expect(judged(answeringAfter(1001), { operations: [broadcast(500, 'n1', 1)] })).toEqual({ kind: 'holds' })
  })

  it('when a cap ended the run before the answer was due', () => {
    expect(judged(answeringAfter(900), { caps: { events: 8 } })).toEqual({ kind: 'holds' })
  })
})

describe('a side stops answering', () => {
  it('when an answer waits for the other side, and the message says on what', () => {
    expect(failureOf(judged(blocker))).toEqual({
      kind: 'fails',
      at: 2000,
      message:
        'While the partition "halves" stood, from 1 s to 6 s, c1 sent n1 a "broadcast" at 2 s. A node should go on answering, within 1 s. n1 answered only at 6.02 s.',
      chain: [
        'On receiving it n1 sent n2 a "store"; the partition dropped what it sent to n2.',
        'It answered when a message from n2 arrived, at 6.02 s.',
      ],
    })
  })

  it('when an answer is a moment late', () => {
    expect(failureOf(judged(answeringAfter(1001))).message).toContain('n1 answered only at 3 s.')
  })

  it('when no answer comes at all', () => {
    const silent = (node: Node) => {
      keeper(node)
      node.on('broadcast', () => {})
    }
    expect(failureOf(judged(silent))).toMatchObject({
      message: expect.stringContaining('n1 did not answer at all.'),
      chain: ['n1 received the request, and its handler of "broadcast" answered nothing.'],
    })
  })

  it('when it refuses, and its reason is repeated', () => {
    const refusing = (node: Node) => {
      keeper(node)
      node.on('broadcast', () => {
        throw node.error(11, 'no majority')
      })
    }
    expect(failureOf(judged(refusing)).message).toContain('At 2 s n1 answered error 11: no majority')
  })
})
