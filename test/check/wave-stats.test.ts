import { describe, expect, it } from 'vitest'
import { showsWhatCame } from '../../lib/check/shows-what-came.ts'
import { statsAgree } from '../../lib/check/wave-stats.ts'
import type { Node } from '../../lib/node/api.ts'
import { failureOf } from '../support/finding.ts'
import { broadcast, read, request, run } from '../support/run.ts'
import { configure, firstOf, type Told, wavesPlan, waving } from '../support/waves.ts'

// Three nodes in a row of tellings: n1 tells n2 and n3, n2 tells n3, n3 tells n2. Both hear it twice.
const operations = [
  broadcast(100, 'n1', 42),
  broadcast(500, 'n3', 42),
  ...['n1', 'n2', 'n3'].map((node, index) => request(1000, node, 'gossip_stats', `c${index + 5}`)),
]
const ranWith = (count?: (told: Told) => void) =>
  run(waving(firstOf(2), count === undefined ? {} : { count }), wavesPlan(3, operations))

describe('what a node says of itself', () => {
  it('agrees with the trace', () => {
    expect(statsAgree(ranWith())).toEqual({ kind: 'holds' })
  })

  it.each<[string, (told: Told) => void, string]>([
    [
      'received',
      ({ first, stats }) => {
        if (!first) stats.received--
      },
      'It answered received: 1, and it is 2.',
    ],
    [
      'forwarded',
      ({ stats }) => {
        stats.forwarded++
      },
      'It answered forwarded: 3, and it is 1.',
    ],
    [
      'duplicates',
      ({ first, stats }) => {
        if (first) stats.duplicates++
      },
      'It answered duplicates: 2, and it is 1.',
    ],
  ])('is found out where %s does not', (field, count, text) => {
    const { message, chain, at } = failureOf(statsAgree(ranWith(count)))
    expect(message).toBe(`At 1 s c6 asked n2 for its "gossip_stats". ${text}`)
    expect(chain?.[0]).toBe(
      'By then n2 had received 2 "gossip" messages, 1 of them with a value it knew already, and sent 1.',
    )
    expect(chain?.[1]).toContain(`"${field}" counts`)
    expect(at).toBe(1000)
  })
})

it('says so when a node counts anew after a "configure"', () => {
  const anew = (node: Node) => {
    let received = 0
    node.on('configure', () => {
      received = 0
      return { type: 'configure_ok' }
    })
    node.on('gossip', () => void received++)
    node.on('broadcast', ({ message }) => {
      node.send('n2', { type: 'gossip', message })
      return { type: 'broadcast_ok' }
    })
    node.on('gossip_stats', () => ({ type: 'gossip_stats_ok', received, forwarded: 0, duplicates: 0 }))
  }
  const asked = [
    broadcast(100, 'n1', 42),
    configure(300, 'n2', 3),
    broadcast(500, 'n1', 43, 'c2'),
    request(1000, 'n2', 'gossip_stats', 'c3'),
  ]
  expect(failureOf(statsAgree(run(anew, wavesPlan(2, asked)))).chain).toContain(
    'So many there were since the "configure" at 300 ms. It changes the fanout, and the counts go on.',
  )
})

describe('what a node shows', () => {
  const reading = (shown: (seen: number[]) => number[]) => (node: Node) => {
    const seen: number[] = []
    node.on('broadcast', ({ message }) => {
      seen.push(message)
      node.send('n2', { type: 'gossip', message })
      return { type: 'broadcast_ok' }
    })
    node.on('gossip', ({ message }) => void seen.push(message))
    node.on('read', () => ({ type: 'read_ok', messages: shown(seen) }))
  }
  const plan = wavesPlan(2, [broadcast(100, 'n1', 42), read(500, 'n2')])
  const judged = (shown: (seen: number[]) => number[]) => showsWhatCame(run(reading(shown), plan))

  it('is what reached it', () => {
    expect(judged((seen) => seen)).toEqual({ kind: 'holds' })
  })

  it.each<[string, (seen: number[]) => number[], string]>([
    [
      'less',
      () => [],
      'without 42, which had reached it at 110 ms from n1. What a node has heard, it knows and shows.',
    ],
    [
      'more',
      (seen) => [...seen, 7],
      'with 7, which had not reached it: no client had broadcast it there, and no "gossip" brought it as its "message".',
    ],
    [
      'one value twice',
      (seen) => [...seen, ...seen],
      'with 42 in the list more than once. Each value belongs in it once.',
    ],
  ])('is not %s', (_, shown, text) => {
    expect(failureOf(judged(shown)).message).toBe(`At 500 ms n2 answered c2's "read" ${text}`)
  })
})
