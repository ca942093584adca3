import { describe, expect, it } from 'vitest'
import { countsDrops } from '../../lib/check/block-counts.ts'
import { type CutOffHabits, cutOff, givesUp, oneBlocksOne, ordered, status } from '../support/cut-off.ts'
import { failureOf } from '../support/finding.ts'

const judged = (habits: CutOffHabits, operations = oneBlocksOne) =>
  countsDrops(ordered(cutOff(habits), operations, { nodes: ['n1', 'n2', 'n3', 'n4'] }))

describe('the count of dropped messages holds', () => {
  it('when each send given up and each arrival refused counts once', () => {
    expect(judged({})).toEqual({ kind: 'holds' })
  })

  it('when no send is ever given up, since nobody blocked is chosen', () => {
    const choosy: CutOffHabits = {
      sends: (self, peer, body) => {
        if (!self.blocked.has(peer)) self.node.send(peer, body)
      },
    }
    expect(judged(choosy)).toEqual({ kind: 'holds' })
  })
})

describe('the count of dropped messages is wrong', () => {
  it('where arrivals are not counted', () => {
    const accepts: CutOffHabits['accepts'] = ({ blocked }, { src }) => !blocked.has(src)
    expect(failureOf(judged({ accepts })).message).toMatch(/In between \d+ messages? came from blocked peers/)
  })

  it('where it falls', () => {
    const onHeal = (self: { dropped: number }) => {
      self.dropped = 0
    }
    expect(failureOf(judged({ onHeal })).message).toContain('The count never falls')
  })

  it('where it does not begin at 0', () => {
    const more: CutOffHabits['more'] = (self) => {
      self.dropped = 3
    }
    expect(failureOf(judged({ more })).message).toBe(
      'At 1 s n1 answered "messages_dropped": 3, the first time it was asked. Nothing had been blocked on n1 until then, so it should be 0.',
    )
  })

  it('where it grows while nothing is blocked', () => {
    const sends: CutOffHabits['sends'] = (self, peer, body) => {
      if (self.node.id === 'n1' && self.node.now() % 10_000 > 3500) self.dropped++
      givesUp(self, peer, body)
    }
    expect(failureOf(judged({ sends })).message).toContain('Nothing was blocked on n1 in between')
  })

  it('where a send counts twice', () => {
    const sends: CutOffHabits['sends'] = (self, peer, body) => {
      if (self.blocked.has(peer)) self.dropped++
      givesUp(self, peer, body)
    }
    expect(failureOf(judged({ sends })).message).toContain(
      'In between n1 took a "broadcast" and told n3 and n4 once; it gave up no more than that for n2, and each counts once.',
    )
  })

  it('where it is a clock', () => {
    const more: CutOffHabits['more'] = (self) => {
      self.node.every(1, () => {
        if (self.blocked.size > 0) self.dropped++
      })
    }
    expect(failureOf(judged({ more })).message).toContain('and 150 a second for each blocked peer.')
  })

  it('where it is no number', () => {
    const more: CutOffHabits['more'] = ({ node }) => {
      const answer = { type: 'partition_status_ok', blocked: [], is_partitioned: false }
      node.on('partition_status', () => ({ ...answer, messages_dropped: 'none' }))
    }
    expect(failureOf(judged({ more }, [status(1500, 'n1')])).message).toContain(
      '"messages_dropped" should be a count, 0 or more; it was "none".',
    )
  })
})
