import { describe, expect, it } from 'vitest'
import { isTimedOut, treeTalkOf } from '../../lib/check/ack-waits.ts'
import { deliveriesOf } from '../../lib/check/deliveries.ts'
import type { Node } from '../../lib/node/api.ts'
import trusting from '../../solutions/3-topology-aware-gossip/2-tree-failure/mistakes/trusts-the-ack.ts'
import { crash, onTree } from '../support/failing-tree.ts'
import { broadcaster } from '../support/programs.ts'
import { workload } from '../support/run.ts'

describe('what was sent along the tree', () => {
  const ran = onTree(trusting, [[1100, 'n1', 4242]], [crash('n2', 1050)])
  const { waits, direct } = treeTalkOf(ran, workload)

  it('is what goes to each neighbour first, with the acknowledgement that came back', () => {
    expect(
      waits.map(({ node, neighbour, send, due, ack }) => [node, neighbour, send.at, due, ack?.at]),
    ).toEqual([
      ['n1', 'n2', 1100, 1600, undefined],
      ['n1', 'n3', 1100, 1600, 1120],
      ['n3', 'n6', 1110, 1610, 1130],
      ['n3', 'n7', 1110, 1610, 1130],
    ])
  })

  it('has timed out 500 ms later where there was none', () => {
    const [silent, heard] = waits
    if (silent === undefined || heard === undefined) throw new Error('nobody waits')
    expect([isTimedOut(silent, 1599), isTimedOut(silent, 1600), isTimedOut(heard, 9000)]).toEqual([
      false,
      true,
      false,
    ])
  })

  it('and the rest is direct, to the silent neighbour too', () => {
    expect(direct.map(({ sent: { event } }) => [event.at, event.src, event.dest])).toEqual([
      [1603, 'n1', 'n2'],
      [1603, 'n1', 'n4'],
      [1603, 'n1', 'n5'],
    ])
  })
})

/** n1 and n2 are the tree; n1 tells n2 in a way of its own. */
const telling = (tell: (node: Node, message: number) => void) => (node: Node) => {
  const seen = broadcaster(node, (message) => {
    if (node.id === 'n1') tell(node, message as number)
  })
  const keep = ({ message }: { message: number }) => {
    seen.add(message)
  }
  node.on('note_ack', keep)
  node.on('tree_info', () => ({
    type: 'tree_info_ok',
    neighbors: node.peers.slice(0, 1),
    message_count: 0,
  }))
  node.on('check_acks', () => ({ type: 'check_acks_ok' }))
  node.on('failure_stats', () => ({ type: 'failure_stats_ok' }))
}

const play = (tell: (node: Node, message: number) => void) =>
  onTree(telling(tell), [[1100, 'n1', 4242]], [], { size: 2, until: 2000 })

describe('a message brings a value', () => {
  it('where the value stands in it, in a field or in a list', () => {
    const ran = play((node, message) => {
      node.send('n2', { type: 'broadcast', message })
      node.send('n2', { type: 'lists', all: [1, message] })
      node.send('n2', { type: 'pulse', beat: 7 })
    })
    expect(deliveriesOf(ran, workload).map(({ sent }) => sent.event.body.type)).toEqual([
      'broadcast',
      'lists',
    ])
  })

  it('but not in a type that ends in _ack', () => {
    const ran = play((node, message) => {
      node.send('n2', { type: 'broadcast', message })
      node.send('n2', { type: 'note_ack', message })
    })
    expect(deliveriesOf(ran, workload).map(({ sent }) => sent.event.body.type)).toEqual(['broadcast'])
  })

  it('unless a node learned it from one of that type', () => {
    const ran = play((node, message) => {
      node.send('n2', { type: 'note_ack', message })
      node.send('n2', { type: 'note_ack', message })
    })
    expect(deliveriesOf(ran, workload)).toHaveLength(2)
  })

  it('and the same once more over the same edge within 500 ms is no new wait, and need not be called direct', () => {
    const ran = play((node, message) => {
      node.send('n2', { type: 'broadcast', message })
      for (const ms of [200, 700]) node.after(ms, () => node.send('n2', { type: 'broadcast', message }))
    })
    const { waits, direct, repeats } = treeTalkOf(ran, workload)
    expect(waits.map(({ send }) => send.at)).toEqual([1100])
    expect(direct.map((delivery) => [delivery.sent.event.at, repeats.has(delivery)])).toEqual([
      [1300, true],
      [1800, false],
    ])
  })
})
