import { describe, expect, it } from 'vitest'
import { hearsNothingFromBlocked, sendsNothingToBlocked } from '../../lib/check/crossings.ts'
import type { Node } from '../../lib/node/api.ts'
import { cutOff, heal, oneBlocksOne, ordered, partition, twoGroups, value } from '../support/cut-off.ts'
import { failureOf } from '../support/finding.ts'

const deafToNobody = cutOff({ accepts: () => true })
const muteToNobody = cutOff({ sends: ({ node }, peer, body) => node.send(peer, body) })

describe('nothing crosses a block', () => {
  it.each([
    ['one node blocks another', oneBlocksOne],
    ['two groups block each other', twoGroups],
  ])('when the program has two doors and %s', (_name, operations) => {
    const ran = ordered(cutOff(), operations)
    expect(sendsNothingToBlocked(ran)).toEqual({ kind: 'holds' })
    expect(hearsNothingFromBlocked(ran)).toEqual({ kind: 'holds' })
  })

  it('when the blocked peer listens to what had been sent before', () => {
    const ran = ordered(cutOff(), [value(1000, 'n1', 4711), partition(1000.5, 'n1', 'n2'), heal(3000, 'n1')])
    expect(ran.facts.knowledge.get('4711')?.learned.get('n2')?.at).toBe(1010)
    expect(sendsNothingToBlocked(ran)).toEqual({ kind: 'holds' })
  })

  it('when a value comes from a blocked peer, is refused, and comes from another', () => {
    const ran = ordered(cutOff(), [partition(1000.5, 'n1', 'n2'), value(1500, 'n2', 4711)])
    expect(ran.facts.knowledge.get('4711')?.learned.has('n1')).toBe(true)
    expect(hearsNothingFromBlocked(ran)).toEqual({ kind: 'holds' })
  })
})

describe('something crosses a block', () => {
  it('when a node goes on sending, and the order is told', () => {
    expect(failureOf(sendsNothingToBlocked(ordered(muteToNobody, oneBlocksOne)))).toMatchObject({
      at: 1000.3,
      message:
        'At 1 s n1 sent n2 a "state" though it was to block n2. A blocked peer is sent nothing, no answer either.',
    })
  })

  it('when a node answers, and the question is told', () => {
    const answering = (node: Node) => {
      cutOff({ accepts: () => true })(node)
      node.on('ask', () => ({ type: 'ask_ok' }))
      if (node.id === 'n2') node.after(1100, () => void node.rpc('n1', { type: 'ask' }).catch(() => {}))
    }
    expect(failureOf(sendsNothingToBlocked(ordered(answering, oneBlocksOne))).chain).toContain(
      'At 1.11 s an "ask" came from n2; this answers it.',
    )
  })

  it('when a node learns from what comes', () => {
    expect(failureOf(hearsNothingFromBlocked(ordered(deafToNobody, oneBlocksOne)))).toMatchObject({
      at: 1510,
      message:
        'At 1.51 s a "state" from n2 came to n1, which was to block n2. It should be as if it had never come; n1 learned 1002 from it.',
    })
  })

  it('when a node learns later what came', () => {
    const waiting: number[][] = []
    const keeping = cutOff({
      accepts(self, { src, body }) {
        if (!self.blocked.has(src)) return true
        waiting.push(body.messages)
        return false
      },
      onHeal: ({ seen, node }) => {
        if (node.id === 'n1') for (const message of waiting.flat()) seen.add(message)
      },
    })
    const apart = [partition(1000, 'n1', 'n2', 'n3'), value(1500, 'n2', 4711), heal(3000.5, 'n1')]
    expect(failureOf(hearsNothingFromBlocked(ordered(keeping, apart))).message).toContain(
      'n1 learned 4711 from it, kept until 3 s',
    )
  })
})
