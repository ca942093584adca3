import { describe, expect, it } from 'vitest'
import { Blocks } from '../../lib/check/blocks.ts'
import type { Run } from '../../lib/check/run.ts'
import type { Node } from '../../lib/node/api.ts'
import { cutOff, heal, ordered, partition } from '../support/cut-off.ts'

const orders = [partition(1000, 'n1', 'n3', 'n2', 'n3'), partition(2000, 'n1', 'n3'), heal(3000, 'n1')]

/** The first event at or after this time. */
const eventAt = ({ trace }: Run, at: number) =>
  trace.events.find((event) => event.at >= at)?.id ?? trace.events.length

function blockedAt(ran: Run, at: number): { sure: string[]; perhaps: string[] } {
  const { sure, perhaps } = new Blocks(ran).at('n1', eventAt(ran, at))
  return { sure: [...sure], perhaps: [...perhaps] }
}

describe('whom a node blocks', () => {
  const ran = ordered(cutOff(), orders)

  it('is nobody before the first order', () => {
    expect(blockedAt(ran, 999)).toEqual({ sure: [], perhaps: [] })
  })

  it('is the list of the last one, each name once and sorted', () => {
    expect(blockedAt(ran, 1001)).toEqual({ sure: ['n2', 'n3'], perhaps: ['n2', 'n3'] })
    expect(blockedAt(ran, 2001)).toEqual({ sure: ['n3'], perhaps: ['n3'] })
    expect(blockedAt(ran, 3001)).toEqual({ sure: [], perhaps: [] })
  })

  it('is its own affair: another node blocks nobody', () => {
    expect(new Blocks(ran).orders('n2')).toEqual([])
  })

  it('is open between an order and its acknowledgement, save for who is in both lists', () => {
    const late = (node: Node) => {
      cutOff()(node)
      node.on('partition', (_body, message) => {
        node.after(100, () => node.reply(message, { type: 'partition_ok' }))
      })
    }
    const slow = ordered(late, orders.slice(0, 2))
    expect(blockedAt(slow, 1050)).toEqual({ sure: [], perhaps: ['n2', 'n3'] })
    expect(blockedAt(slow, 1100.1)).toEqual({ sure: ['n2', 'n3'], perhaps: ['n2', 'n3'] })
    expect(blockedAt(slow, 2050)).toEqual({ sure: ['n3'], perhaps: ['n2', 'n3'] })
  })

  it('is not begun again by the late acknowledgement of an order that the next one overtook', () => {
    const late = (node: Node) => {
      cutOff()(node)
      node.on('partition', (_body, message) => {
        node.after(300, () => node.reply(message, { type: 'partition_ok' }))
      })
    }
    const overtaken = ordered(late, [partition(1000, 'n1', 'n2', 'n3'), partition(1200, 'n1', 'n3')])
    expect(blockedAt(overtaken, 1400)).toEqual({ sure: [], perhaps: ['n2', 'n3'] })
    expect(blockedAt(overtaken, 1501)).toEqual({ sure: ['n3'], perhaps: ['n3'] })
  })
})
