import { describe, expect, it } from 'vitest'
import { givesUp } from '../../../lib/check/evidence/gave-up.ts'
import { pushesOneWay } from '../../../lib/check/evidence/one-sided.ts'
import { retriesTooFast } from '../../../lib/check/evidence/retry-storm.ts'
import { sendsOnce } from '../../../lib/check/evidence/sent-once.ts'
import { waitsForAcks } from '../../../lib/check/evidence/waits-for-acks.ts'
import { knownAfterHeal } from '../../../lib/check/healing.ts'
import type { Run } from '../../../lib/check/run.ts'
import { boundedIntoCuts } from '../../../lib/check/standing-cut.ts'
import type { Node } from '../../../lib/node/api.ts'
import type { Value } from '../../../lib/protocol/message.ts'
import type { Fault } from '../../../lib/trace/plan.ts'
import pushOnly from '../../../solutions/1-naive-broadcast/5-partition-healing/mistakes/push-only-to-one-side.ts'
import { blocker, partitioned, retrier } from '../../support/partitioned.ts'
import { broadcaster, keeper, teller } from '../../support/programs.ts'
import { broadcast, workload } from '../../support/run.ts'

const bothWrite = {
  topology: { n1: ['n2'], n2: ['n1'] },
  operations: [broadcast(2000, 'n1', 1001, 'c1'), broadcast(2000, 'n2', 1002, 'c2')],
}

/** Every wrong program, and what it does on two nodes that both take a write during a cut. */
const runs: { [slug: string]: () => Run } = {
  'fire-and-forget': () => partitioned(teller, bothWrite),
  'gives-up-retrying': () => partitioned(retrier(500, 5), bothWrite),
  'retry-storm': () => partitioned(retrier(100), bothWrite),
  'push-only-to-one-side': () => partitioned(pushOnly, bothWrite),
  'blocks-until-acked': () => partitioned(blocker, bothWrite),
}

const evidence: { [slug: string]: (run: Run) => string | undefined } = {
  'fire-and-forget': (run) => sendsOnce(run, workload),
  'gives-up-retrying': (run) => givesUp(run, workload),
  'retry-storm': (run) => retriesTooFast(run, workload, 3),
  'push-only-to-one-side': (run) => pushesOneWay(run, workload),
  'blocks-until-acked': (run) => waitsForAcks(run, workload),
}

describe.each(Object.keys(evidence))('the evidence of %s', (slug) => {
  it.each(Object.keys(runs))('in a run of %s', (other) => {
    expect(evidence[slug]?.((runs[other] as () => Run)()) !== undefined).toBe(slug === other)
  })

  it('is not found in a program that sends again until the heal and after it', () => {
    expect(evidence[slug]?.(partitioned(retrier(1000), bothWrite))).toBeUndefined()
  })

  it('is not found in a program that tells nobody', () => {
    expect(evidence[slug]?.(partitioned(keeper, bothWrite))).toBeUndefined()
  })
})

describe('the sentence of', () => {
  const said = (slug: string) => evidence[slug]?.((runs[slug] as () => Run)())

  it('fire-and-forget names what dropped the only message', () => {
    expect(said('fire-and-forget')).toBe(
      'n1 sent 1001 to n2 at 2 s; the partition "halves" dropped it, and it was not sent again. In the whole run no node sent a value to the same node twice.',
    )
  })

  it('gives-up-retrying tells the last try and the heal', () => {
    expect(said('gives-up-retrying')).toBe(
      'n1 sent 1001 to n2 5 times, the last at 4 s, and each was dropped. The last partition healed at 6 s; after that nobody sent it to n2 again.',
    )
  })

  it('retry-storm counts a second', () => {
    expect(said('retry-storm')).toBe(
      'n1 sent 1001 to n2 10 times in the second from 2.1 s on, at 2.1 s, again at 2.2 s and so on, each time by a timer and each time into the cut.',
    )
  })

  it('push-only-to-one-side names what went, and what did not come back', () => {
    expect(said('push-only-to-one-side')).toMatch(
      /^The last partition healed at 6 s\. At 6 s n1 sent n2 again what it had missed, such as 1001\. n2 had 1002 by then, which n1 lacks, and sent no value back; in the whole run it sent n1 no value twice\.$/,
    )
  })

  it('blocks-until-acked tells whom it waited for', () => {
    expect(said('blocks-until-acked')).toBe(
      'c1 sent n1 1001 at 2 s; n1 passed it on to n2, behind the partition, and answered c1 only at 6.02 s.',
    )
  })
})

it('a value lost to the network is evidence of sending once, too', () => {
  const lost = { faults: [], loss: 1, operations: bothWrite.operations }
  expect(sendsOnce(partitioned(teller, lost), workload)).toContain('the network lost it')
})

it('a run that a cap cut off before the heal proves nobody gave up', () => {
  const cutShort = partitioned(retrier(50), { ...bothWrite, caps: { messages: 40 } })
  expect(cutShort.trace.end.kind).toBe('capped')
  expect(givesUp(cutShort, workload)).toBeUndefined()
})

it('a request that is never answered is no waiting where no request is ever answered', () => {
  const silent = (node: Node) => {
    broadcaster(node)
    node.on('broadcast', ({ message }) => {
      for (const peer of node.peers) node.send(peer, { type: 'store', message })
    })
  }
  expect(waitsForAcks(partitioned(silent, bothWrite), workload)).toBeUndefined()
})

it('a node that sends back some of what it has, not all, does not push to one side only', () => {
  const ownOnly = (node: Node) => {
    const own = new Set<Value>()
    broadcaster(node, (message, src) => {
      if (!node.peers.includes(src)) own.add(message)
      for (const peer of node.peers) if (peer !== src) node.send(peer, { type: 'broadcast', message })
    })
    node.every(1000, () => {
      // n2's first value is forgotten here, as if it had come from elsewhere.
      for (const message of own) {
        if (message !== 1002) for (const peer of node.peers) node.send(peer, { type: 'broadcast', message })
      }
    })
  }
  const operations = [...bothWrite.operations, broadcast(2100, 'n2', 1003, 'c3')]
  expect(pushesOneWay(partitioned(ownOnly, { ...bothWrite, operations }), workload)).toBeUndefined()
})

describe('no name is given', () => {
  const flooder = (node: Node, repair: (seen: Set<Value>) => void) => {
    const seen = broadcaster(node, (message, src) => {
      for (const peer of node.peers) if (peer !== src) node.send(peer, { type: 'broadcast', message })
    })
    repair(seen)
    return seen
  }

  it('to a flood whose nodes compare how many values they have, and are deceived', () => {
    const counting = (node: Node) => {
      flooder(node, (seen) => {
        node.on('compare', () => ({ type: 'compare_ok', size: seen.size }))
        node.every(1000, () => {
          for (const peer of node.peers) node.rpc(peer, { type: 'compare' }).catch(() => {})
        })
      })
    }
    expect(sendsOnce(partitioned(counting, bothWrite), workload)).toBeUndefined()
  })

  it('as giving up to a node that only answers who asks', () => {
    const asking = (node: Node) => {
      const seen = broadcaster(node)
      node.on('newer', ({ than }) => ({ type: 'newer_ok', values: [...seen].filter((each) => each > than) }))
      node.every(400, () => {
        for (const peer of node.peers)
          node.rpc(peer, { type: 'newer', than: Math.max(0, ...([...seen] as number[])) }).then(
            ({ values }) => {
              for (const value of values) seen.add(value)
            },
            () => {},
          )
      })
    }
    const oneWay: Fault = {
      kind: 'partition',
      name: 'one',
      from: 1000,
      to: 6000,
      links: [{ from: ['n1'], to: ['n2'] }],
    }
    const operations = [...bothWrite.operations, broadcast(5900, 'n2', 1003, 'c3')]
    const ran = partitioned(asking, { ...bothWrite, operations, faults: [oneWay] })
    expect(knownAfterHeal(ran, workload, 5000).kind).toBe('fails')
    expect(givesUp(ran, workload)).toBeUndefined()
  })

  it('as a storm to a node that confirms each time what it is told each time', () => {
    const told = (node: Node) => {
      const seen = broadcaster(node)
      node.on('news', ({ message }, { src }) => {
        seen.add(message)
        node.send(src, { type: 'noted', message })
      })
      node.on('noted', () => {})
      node.every(125, () => {
        for (const message of seen)
          for (const peer of node.peers) if (node.id === 'n1') node.send(peer, { type: 'news', message })
      })
    }
    const oneWay: Fault = {
      kind: 'partition',
      name: 'one',
      from: 1000,
      to: 6000,
      links: [{ from: ['n2'], to: ['n1'] }],
    }
    const ran = partitioned(told, { ...bothWrite, faults: [oneWay] })
    expect(boundedIntoCuts(ran, workload, { naming: 3, bare: 10 }).kind).toBe('fails')
    expect(retriesTooFast(ran, workload, 3)).toBeUndefined()
  })

  it('as one-sided to nodes that both give up after some tries', () => {
    // n2 has its first value before, its second long after n1 has stopped sending what it had.
    const operations = [
      broadcast(2000, 'n1', 1001, 'c1'),
      broadcast(5800, 'n1', 1003, 'c2'),
      broadcast(2000, 'n2', 1002, 'c3'),
    ]
    const ran = partitioned(retrier(500, 5), { ...bothWrite, operations })
    expect(knownAfterHeal(ran, workload, 5000).kind).toBe('fails')
    expect(pushesOneWay(ran, workload)).toBeUndefined()
    expect(givesUp(ran, workload)).toBeDefined()
  })
})
