import { describe, expect, it } from 'vitest'
import { roundsOfSize, withoutReplacement } from '../../lib/check/round-peers.ts'
import { roundsOf } from '../../lib/check/rounds.ts'
import type { Node } from '../../lib/node/api.ts'
import { complete, line } from '../../lib/scenario/topologies.ts'
import { failureOf } from '../support/finding.ts'
import { broadcaster } from '../support/programs.ts'
import { broadcast, run } from '../support/run.ts'

/** At 500 ms n1 sends these messages, in one go; every node keeps what it is told. */
const sending =
  (to: string[], body: (index: number) => object = () => ({})) =>
  (node: Node) => {
    const seen = broadcaster(node)
    node.on('gossip', ({ messages = [] }) => {
      for (const message of messages) seen.add(message)
    })
    if (node.id !== 'n1') return
    node.after(500, () => {
      for (const [index, dest] of to.entries()) {
        node.send(dest, { type: 'gossip', messages: [...seen], ...body(index) })
      }
    })
  }

const known = { topology: complete(5), operations: [broadcast(100, 'n1', 42)], until: 2000 }
const peersOf = (main: (node: Node) => void, plan = known) =>
  roundsOf(run(main, plan)).map(({ peers }) => peers)
const sized = (main: (node: Node) => void, plan = known) => roundsOfSize(run(main, plan), 2, 3)

describe('a round', () => {
  it('is what a node sends in one step of its program', () => {
    expect(peersOf(sending(['n2', 'n3', 'n2']))).toEqual([['n2', 'n3']])
  })

  it('ends with the step: two timers of the same moment make two', () => {
    const main = (node: Node) => {
      sending(['n2', 'n3'])(node)
      sending(['n3', 'n4'])(node)
    }
    expect(peersOf(main)).toEqual([
      ['n2', 'n3'],
      ['n3', 'n4'],
    ])
  })

  it('is none where a node only reacts to a message', () => {
    const main = (node: Node) => {
      sending(['n2', 'n3'])(node)
      node.on('gossip', (_body, { src }) => node.send(src, { type: 'thanks' }))
    }
    expect(peersOf(main)).toEqual([['n2', 'n3']])
  })

  it('has no answers in it', () => {
    const main = (node: Node) => {
      node.on('ask', () => ({ type: 'ask_ok' }))
      if (node.id === 'n1') void node.rpc('n2', { type: 'ask' })
    }
    expect(peersOf(main)).toEqual([['n2']])
  })
})

describe('a draw without replacement', () => {
  it('sends to each peer once', () => {
    expect(withoutReplacement(run(sending(['n2', 'n3', 'n4']), known))).toEqual({ kind: 'holds' })
  })

  it('is none that sends the same to one peer twice', () => {
    expect(failureOf(withoutReplacement(run(sending(['n2', 'n3', 'n2']), known)))).toMatchObject({
      at: 500,
      message:
        'At 500 ms n1 sent the same message to n2 twice. The peers of a round are different neighbours, one message each.',
      chain: ['The round went to n2, n3, n2.', 'Its message: {"type":"gossip","messages":[42]}'],
    })
  })

  it('may send two different things to one peer', () => {
    const main = sending(['n2', 'n3', 'n2'], (index) => ({ index }))
    expect(withoutReplacement(run(main, known))).toEqual({ kind: 'holds' })
  })
})

describe('two or three different neighbours', () => {
  it.each([[['n2', 'n3']], [['n2', 'n3', 'n4']]])('are %j', (peers) => {
    expect(sized(sending(peers))).toEqual({ kind: 'holds' })
  })

  it('are not four', () => {
    expect(failureOf(sized(sending(['n2', 'n3', 'n4', 'n5']))).message).toBe(
      'At 500 ms n1 sent to 4 neighbours at once: n2, n3, n4 and n5. A round goes to 2 or 3 different neighbours (to all, if there are fewer).',
    )
  })

  it('are not one, where another lacks what it says', () => {
    expect(failureOf(sized(sending(['n2']))).message).toBe(
      'At 500 ms n1 sent to n2 alone, though n3, another neighbour, did not know 42 either. A round goes to 2 or 3 different neighbours (to all, if there are fewer), at one instant.',
    )
  })

  it('are not one without values in it, where another lacks anything', () => {
    const main = sending(['n2'], () => ({ messages: [] }))
    expect(sized(main).kind).toBe('fails')
  })

  it('are not shown by messages one after the other, which are named', () => {
    const main = (node: Node) => {
      sending(['n2'])(node)
      if (node.id === 'n1') node.after(560, () => node.send('n3', { type: 'gossip' }))
    }
    expect(failureOf(sized(main)).chain).toEqual(['n1 sent to n3 at 560 ms.'])
  })

  it('may be one where there is no other', () => {
    expect(sized(sending(['n2']), { ...known, topology: line(3) })).toEqual({ kind: 'holds' })
  })

  it('may be one where all the others have what it says', () => {
    const everywhere = ['n1', 'n3', 'n4', 'n5'].map((node, index) => broadcast(100, node, 42, `c${index}1`))
    expect(sized(sending(['n2']), { ...known, operations: everywhere })).toEqual({ kind: 'holds' })
  })

  it('may be one besides the one who told it', () => {
    const main = (node: Node) => {
      sending(['n2', 'n3'])(node)
      node.on('gossip', () => {
        if (node.id === 'n2') node.send('n3', { type: 'gossip' })
      })
    }
    expect(sized(main, { ...known, topology: complete(3) })).toEqual({ kind: 'holds' })
  })

  it('may be told to the one who told it on top of three others', () => {
    const main = (node: Node) => {
      sending(['n2', 'n3'])(node)
      node.on('gossip', () => {
        if (node.id === 'n2') for (const id of ['n1', 'n3', 'n4', 'n5']) node.send(id, { type: 'more' })
      })
    }
    expect(sized(main)).toEqual({ kind: 'holds' })
  })
})
