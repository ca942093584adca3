import { describe, expect, it } from 'vitest'
import { takesFirstPeers } from '../../../lib/check/evidence/first-peers.ts'
import { keepsToSameTargets } from '../../../lib/check/evidence/same-targets.ts'
import { forwardsAgain } from '../../../lib/check/evidence/second-waves.ts'
import { stopsBeyondPeers } from '../../../lib/check/evidence/stops-beyond-peers.ts'
import { strikesOutSource } from '../../../lib/check/evidence/struck-out.ts'
import { drawsSamePeerTwice } from '../../../lib/check/evidence/wave-doubles.ts'
import { sendsToSource } from '../../../lib/check/evidence/wave-echo.ts'
import type { Run } from '../../../lib/check/run.ts'
import type { Node } from '../../../lib/node/api.ts'
import { shuffled } from '../../../lib/scenario/dice.ts'
import { broadcaster } from '../../support/programs.ts'
import { broadcast, run } from '../../support/run.ts'
import { configure, type Draw, firstOf, wavesPlan, waving } from '../../support/waves.ts'

const atRandom: Draw = (node, src) => {
  const candidates = node.peers.filter((peer) => peer !== src)
  return { peers: shuffled(() => node.random(), candidates).slice(0, 2) }
}
const values = Array.from({ length: 16 }, (_, index) =>
  broadcast(100 * (index + 1), 'n1', 1000 + index, `c${index + 1}`),
)
const later = (_: unknown, index: number) =>
  broadcast(100 * (index + 20), 'n1', 2000 + index, `c${index + 40}`)
const ranWith = (draw: Draw, operations = values, nodes = 5) =>
  run(waving(draw), { ...wavesPlan(nodes, operations), caps: { messages: 400 } })

describe('waves that are drawn at random', () => {
  it.each<[string, (run: Run) => string | undefined]>([
    ['first peers', takesFirstPeers],
    ['kept targets', keepsToSameTargets],
    ['second waves', forwardsAgain],
    ['doubles', drawsSamePeerTwice],
    ['echoes', sendsToSource],
    ['a source struck out', strikesOutSource],
    ['an end', stopsBeyondPeers],
  ])('are no evidence of %s', (_, evidence) => {
    expect(evidence(ranWith(atRandom))).toBeUndefined()
  })
})

describe('evidence of', () => {
  it('first peers is a row of waves that dice would not have sent so', () => {
    expect(takesFirstPeers(ranWith(firstOf(2)))).toBe(
      'In all 64 waves of this run the value went to the peers that stand first in the list: n1 told n2 and n3, every time that none of these had told it.',
    )
    expect(takesFirstPeers(ranWith(firstOf(2), values.slice(0, 2)))).toBeUndefined()
  })

  it('kept targets is a node that sends values from clients nowhere else', () => {
    const kept: Draw = (node, src) => (src.startsWith('c') ? { peers: ['n4', 'n2'] } : atRandom(node, src, 0))
    expect(keepsToSameTargets(ranWith(kept))).toBe(
      'n1 had 16 values from clients and sent every one of them to n4 and n2; to n3 and n5 it sent none of them.',
    )
    expect(keepsToSameTargets(ranWith(kept, values.slice(0, 3)))).toBeUndefined()
    // With two peers there is nothing to choose.
    expect(keepsToSameTargets(ranWith(firstOf(2), values, 3))).toBeUndefined()
  })

  it('second waves is a value that goes out because it came again', () => {
    const plan = { ...wavesPlan(4, [broadcast(100, 'n1', 42)]), caps: { messages: 100 } }
    expect(forwardsAgain(run(waving(firstOf(1), { again: true }), plan))).toMatch(
      /^n\d heard 42 at \d+ ms and forwarded it, and at \d+ ms, when it came once more, forwarded it again: \d+ forwards of this value in this run\.$/,
    )
  })

  it('second waves is not what goes out when an answer comes, or only when a client says it again', () => {
    const inTurn = (node: Node) => {
      const left = [...node.peers]
      const next = (message: unknown) => {
        const peer = left.shift()
        if (peer !== undefined) node.send(peer, { type: 'gossip', message })
      }
      const seen = broadcaster(node, next)
      node.on('thanks', ({ message }) => next(message))
      node.on('gossip', ({ message }, { src }) => {
        node.send(src, { type: 'thanks', message })
        if (!seen.has(message)) next(message)
        seen.add(message)
      })
    }
    expect(forwardsAgain(run(inTurn, wavesPlan(4, [broadcast(100, 'n1', 42)])))).toBeUndefined()
    const toClients = (node: Node) => {
      const seen = new Set<number>()
      const tell = (message: number) => {
        seen.add(message)
        for (const peer of node.peers) node.send(peer, { type: 'gossip', message })
      }
      node.on('broadcast', ({ message }) => {
        tell(message)
        return { type: 'broadcast_ok' }
      })
      node.on('gossip', ({ message }) => {
        if (!seen.has(message)) tell(message)
      })
    }
    const twice = [broadcast(100, 'n1', 42), broadcast(900, 'n1', 42, 'c2')]
    expect(forwardsAgain(run(toClients, wavesPlan(4, twice)))).toBeUndefined()
  })

  it('doubles is one peer twice in one go', () => {
    const twice: Draw = (node) => ({ peers: node.id === 'n1' ? ['n2', 'n2'] : [] })
    expect(drawsSamePeerTwice(ranWith(twice, values.slice(0, 3)))).toBe(
      'At 100 ms n1 sent 1000 to n2 and n2. In this run that happened in 3 of 6 waves.',
    )
  })

  it('echoes is a value sent to where it came from', () => {
    const back: Draw = (node, src) => ({ peers: node.id === 'n1' ? ['n2'] : [src] })
    expect(sendsToSource(ranWith(back, values.slice(0, 1)))).toBe(
      'n2 heard 1000 from n1 at 110 ms and sent it to n1 at 110 ms. In this run 1 of 1 wave that began with gossip went back so.',
    )
  })

  it('echoes is not what goes out in a second wave', () => {
    const known = new Set<string>()
    const late = (node: Node) => {
      node.on('broadcast', ({ message }) => {
        for (const peer of node.peers) node.send(peer, { type: 'gossip', message })
        return { type: 'broadcast_ok' }
      })
      node.on('gossip', ({ message }, { src }) => {
        const key = `${node.id} ${message}`
        if (known.has(key)) return
        node.after(15, () => {
          known.add(key)
          for (const peer of node.peers.filter((other) => other !== src))
            node.send(peer, { type: 'gossip', message })
        })
      })
    }
    const plan = { ...wavesPlan(3, [broadcast(100, 'n1', 42), broadcast(100, 'n2', 42, 'c2')]) }
    const ran = run(late, plan)
    expect(ran.facts.serverMessages.length).toBeGreaterThan(6)
    expect(sendsToSource(ran)).toBeUndefined()
  })

  it('kept targets is not a list that shrinks with everybody who has told something', () => {
    const left = new Map<string, string[]>()
    const shrinking: Draw = (node, src) => {
      const peers = (left.get(node.id) ?? [...node.peers]).filter((peer) => peer !== src)
      left.set(node.id, peers)
      return { peers: shuffled(() => node.random(), peers).slice(0, 2) }
    }
    const everywhere = Array.from({ length: 80 }, (_, index) =>
      broadcast(100 * (index + 1), `n${1 + (index % 5)}`, 1000 + index, `c${index + 1}`),
    )
    const plan = { ...wavesPlan(5, everywhere), until: 10_000 }
    expect(keepsToSameTargets(run(waving(shrinking), plan))).toBeUndefined()
  })

  it('a source struck out is waves too small by one, as often as dice would draw it', () => {
    const struck: Draw = (node, src) => ({
      peers: shuffled(() => node.random(), [...node.peers])
        .slice(0, 2)
        .filter((peer) => peer !== src),
    })
    expect(strikesOutSource(ranWith(struck, [...values, ...values.map(later)]))).toMatch(
      /^n\d heard \d+ from n\d at .* and, with a fanout of 2, told n\d alone\. In this run \d+ of \d+ waves .* were whole\.$/,
    )
    const always: Draw = (node, src) => ({
      peers: atRandom(node, src, 0).peers.slice(src.startsWith('c') ? 0 : 1),
    })
    expect(strikesOutSource(ranWith(always, [...values, ...values.map(later)]))).toBeUndefined()
  })

  describe('a fanout beyond the peers', () => {
    /** Breaks when it should tell more than there are, or in any case. */
    const breaking =
      (fanout: () => number, always = false): Draw =>
      (node, src) => {
        const candidates = node.peers.filter((peer) => peer !== src)
        if (always || candidates.length < fanout()) throw new Error('oops')
        return { peers: candidates.slice(0, fanout()) }
      }
    const operations = (fanout: number) => [
      configure(50, 'n1', 1),
      ...['n2', 'n3'].map((node) => configure(50, node, 1)),
      broadcast(100, 'n1', 42),
      configure(500, 'n1', fanout),
      broadcast(600, 'n1', 43),
    ]

    it('is an end where there were too few, after it went well where there were enough', () => {
      let fanout = 1
      const later = operations(5)
      const ran = ranWith(
        (node, src, value) => {
          if (value === 43) fanout = 5
          return breaking(() => fanout)(node, src, value)
        },
        later,
        3,
      )
      expect(ran.trace.end.kind).toBe('threw')
      expect(stopsBeyondPeers(ran)).toBe(
        'At 600 ms n1 heard 43 with a fanout of 5 and 2 peers left to tell, and the program ended. Where there were enough peers it went on.',
      )
    })

    it('is none where the program breaks anyway', () => {
      const ran = ranWith(
        breaking(() => 1, true),
        operations(5),
        3,
      )
      expect(ran.trace.end.kind).toBe('threw')
      expect(stopsBeyondPeers(ran)).toBeUndefined()
    })
  })
})
