import { describe, expect, it } from 'vitest'
import { nothingLost } from '../../lib/check/set-full.ts'
import type { Node } from '../../lib/node/api.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import { failureOf } from '../support/finding.ts'
import type { Main } from '../support/plain-program.ts'
import { broadcaster, keeper, teller } from '../support/programs.ts'
import { broadcast, run, workload } from '../support/run.ts'

/** Why a node lacks 42, which c1 gave n1 at 100 ms. */
function whyLost(main: Main, plan: Partial<Plan> = {}): string[] {
  const ran = run(main, { operations: [broadcast(100, 'n1', 42)], until: 1000, ...plan })
  return failureOf(nothingLost(ran, workload)).chain ?? []
}

const wall: Plan['faults'][number] = {
  kind: 'partition',
  name: 'wall',
  from: 105,
  to: 200,
  links: [{ from: ['n1'], to: ['n2'] }],
}

describe('a lost value is explained', () => {
  it('when no node sends anything', () => {
    expect(whyLost(keeper)).toEqual([
      'c1 sent 42 to n1 at 100 ms.',
      'n1 never sent it to n2.',
      'n1 sent no message to any node in the whole run.',
    ])
  })

  it('when it was never sent along an edge', () => {
    const topology = { n1: ['n2', 'n3'], n2: ['n1'], n3: ['n1'] }
    const toOne = (node: Node) => {
      broadcaster(node, (message) => node.send('n2', { type: 'broadcast', message }))
    }
    expect(whyLost(toOne, { topology })).toEqual([
      'c1 sent 42 to n1 at 100 ms.',
      'n1 never sent it to n3, its neighbour.',
      'n1 sent it to n2 only.',
    ])
  })

  it('by the neighbour that tells the node other values, where there is one', () => {
    const topology = { n1: ['n2', 'n3'], n2: ['n1', 'n3'], n3: ['n1', 'n2'] }
    const keepsOdd = (node: Node) => {
      broadcaster(node, (message) => {
        if (node.id === 'n1') node.send('n2', { type: 'broadcast', message })
        else if (node.id === 'n2' && Number(message) % 2 === 1)
          node.send('n3', { type: 'broadcast', message })
      })
    }
    const operations = [broadcast(100, 'n1', 42), broadcast(200, 'n1', 43, 'c2')]
    expect(whyLost(keepsOdd, { topology, operations })).toEqual([
      'c1 sent 42 to n1 at 100 ms.',
      'It reached n2 at 110 ms in a message from n1.',
      'n2 never sent it to n3, its neighbour.',
      'The one message that n2 sent did not carry it.',
    ])
  })

  it('when messages were sent, but none with the value in it', () => {
    const chatty = (node: Node) => {
      broadcaster(node, () => node.send('n2', { type: 'note' }))
    }
    expect(whyLost(chatty).at(-1)).toBe('The one message that n1 sent did not carry it.')
  })

  it('when it stopped half-way, with the way it came', () => {
    const topology = { n1: ['n2'], n2: ['n1', 'n3'], n3: ['n2'] }
    const onlyFirst = (node: Node) => {
      broadcaster(node, (message) => {
        if (node.id === 'n1') node.send('n2', { type: 'broadcast', message })
      })
    }
    expect(whyLost(onlyFirst, { topology })).toEqual([
      'c1 sent 42 to n1 at 100 ms.',
      'It reached n2 at 110 ms in a message from n1.',
      'n2 never sent it to n3, its neighbour.',
      'n2 sent no message to any node in the whole run.',
    ])
  })

  it('when the network lost it', () => {
    expect(whyLost(teller, { loss: 1 })).toEqual([
      'c1 sent 42 to n1 at 100 ms.',
      'n1 sent 42 to n2 at 100 ms; the network lost the message. It was not sent again.',
    ])
  })

  it('when the network lost it again and again', () => {
    const stubborn = (node: Node) => {
      broadcaster(node, (message) => {
        node.every(100, () => node.send('n2', { type: 'broadcast', message }))
      })
    }
    expect(whyLost(stubborn, { loss: 1, until: 450 }).at(-1)).toBe(
      'n1 sent 42 to n2 at 400 ms; the network lost the message. It was sent 3 times in all.',
    )
  })

  it('when a partition cut it off, by the partition’s name', () => {
    expect(whyLost(teller, { faults: [wall] }).at(-1)).toBe(
      'n1 sent 42 to n2 at 100 ms; the partition "wall" dropped it at 110 ms. It was not sent again.',
    )
  })

  it('when the receiver was down', () => {
    const faults: Plan['faults'] = [{ kind: 'crash', node: 'n2', at: 105, restartAt: 200 }]
    expect(whyLost(teller, { faults }).at(-1)).toBe(
      'n1 sent 42 to n2 at 100 ms; n2 was down when it arrived at 110 ms. It was not sent again.',
    )
  })

  it('when the receiver has no handler for it', () => {
    const shouting = (node: Node) => {
      broadcaster(node, (message) => node.send('n2', { type: 'gossip', message }))
    }
    expect(whyLost(shouting).at(-1)).toBe(
      'n1 sent 42 to n2 at 100 ms, in a "gossip" that arrived at 110 ms; n2 has no handler for "gossip".',
    )
  })

  it('when the receiver’s own filter refused it', () => {
    const walled = (node: Node) => {
      teller(node)
      node.filter(({ src }) => src !== 'n1')
    }
    expect(whyLost(walled).at(-1)).toBe(
      "n1 sent 42 to n2 at 100 ms; n2's own node.filter refused it at 110 ms. It was not sent again.",
    )
  })

  it('when it was on its way as the run ended', () => {
    expect(whyLost(teller, { until: 105 }).at(-1)).toBe(
      'n1 sent 42 to n2 at 100 ms; it was still on its way when the run ended.',
    )
  })

  const carefree = (node: Node) => {
    teller(node)
    if (node.id === 'n2') node.on('broadcast', () => {})
  }

  it('when it was delivered and not kept', () => {
    expect(whyLost(carefree).at(-1)).toBe(
      'n1 sent 42 to n2 at 100 ms, in a "broadcast" that arrived at 110 ms; n2 did not keep it.',
    )
  })

  it('when one copy was delivered and not kept, whatever became of the other', () => {
    const plan: Partial<Plan> = {
      duplicate: 1,
      latency: { kind: 'uniform', min: 1, max: 100 },
      faults: [{ ...wall, from: 150, to: 300 }],
    }
    // The seed is one that brings one copy through before the cut, and the other one not.
    const seed = [1, 2, 3, 4, 5, 6, 7, 8].find((candidate) => {
      const ran = run(carefree, { operations: [broadcast(100, 'n1', 42)], ...plan, seed: candidate })
      const [sent] = ran.facts.serverMessages
      return sent?.deliveries.length === 1 && sent.drops.length === 1
    })
    expect(whyLost(carefree, { ...plan, seed: seed as number }).at(-1)).toMatch(/; n2 did not keep it\.$/)
  })

  it('when the node that took it never kept it itself', () => {
    const passesOn = (node: Node) => {
      const seen = broadcaster(node)
      node.on('broadcast', ({ message }, { src }) => {
        if (src === 'n1') seen.add(message)
        else node.send('n2', { type: 'broadcast', message })
        return { type: 'broadcast_ok' }
      })
    }
    expect(whyLost(passesOn)).toEqual([
      'c1 sent 42 to n1 at 100 ms.',
      'n1 answered at 100 ms, but never showed the value itself.',
      'n1 sent it to n2 only.',
    ])
  })

  it('when a node forgot it', () => {
    const forgetful = (node: Node) => {
      const seen = broadcaster(node)
      node.after(300, () => seen.clear())
    }
    expect(whyLost(forgetful, { nodes: ['n1'] })).toEqual([
      'c1 sent 42 to n1 at 100 ms.',
      'n1 knew it and then no longer showed it, from 300 ms on.',
    ])
  })

  it('when a node lost it in a crash, and nobody told it again', () => {
    const faults: Plan['faults'] = [{ kind: 'crash', node: 'n2', at: 500, restartAt: 600 }]
    expect(whyLost(teller, { faults }).slice(1)).toEqual([
      'It reached n2 at 110 ms in a message from n1.',
      'n2 crashed at 500 ms, and what it knew was gone.',
      'Nobody sent it to n2 after that.',
    ])
  })

  it('when a node lost it in a crash, and being told again did not help', () => {
    const stubborn = (node: Node) => {
      const seen = broadcaster(node)
      if (node.id === 'n1') {
        node.every(400, () => {
          for (const message of seen) node.send('n2', { type: 'broadcast', message })
        })
      }
    }
    const faults: Plan['faults'] = [
      { kind: 'crash', node: 'n2', at: 500, restartAt: 600 },
      { kind: 'loss', from: 700, to: 900, probability: 1 },
    ]
    expect(whyLost(stubborn, { faults }).slice(1)).toEqual([
      'It reached n2 at 410 ms in a message from n1.',
      'n2 crashed at 500 ms, and what it knew was gone.',
      'n1 sent 42 to n2 at 800 ms; the network lost the message. It was not sent again.',
    ])
  })
})
