import { describe, expect, it } from 'vitest'
import { learnsInPlainSight } from '../../lib/check/in-plain-sight.ts'
import type { Node } from '../../lib/node/api.ts'
import type { Value } from '../../lib/protocol/message.ts'
import subtree from '../../solutions/3-topology-aware-gossip/2-tree-failure/variants/waits-for-subtree.ts'
import { crash, onTree } from '../support/failing-tree.ts'
import { failureOf } from '../support/finding.ts'
import { workload } from '../support/run.ts'

/** n1 tells all others, each value written by `write` and read by `read`. */
const telling =
  (write: (value: Value) => object, read: (body: { [field: string]: unknown }) => Value) => (node: Node) => {
    const seen = new Set<Value>()
    node.on('broadcast', ({ message }) => {
      seen.add(message)
      for (const peer of node.peers) node.send(peer, { type: 'tell', ...write(message) })
      return { type: 'broadcast_ok' }
    })
    node.on('tell', (body) => {
      seen.add(read(body))
    })
    node.on('tree_info', () => ({ type: 'tree_info_ok', neighbors: [], message_count: 0 }))
    node.on('check_acks', () => ({ type: 'check_acks_ok', pending: 0, timed_out: 0, direct_sent: 0 }))
    node.on('failure_stats', () => ({ type: 'failure_stats_ok', total_failures: 0, direct_deliveries: 0 }))
    node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
  }

describe('values that travel in plain sight', () => {
  it('stand in a field or in a list, whoever fails and comes back', () => {
    const ran = onTree(subtree, [[1100, 'n1', 4242]], [crash('n2', 1050, 1990)])
    expect(learnsInPlainSight(ran, workload)).toEqual({ kind: 'holds' })
    const listed = telling(
      (value) => ({ items: [{ value }] }),
      (body) => (body.items as { value: Value }[])[0]?.value ?? 0,
    )
    expect(learnsInPlainSight(onTree(listed, [[1100, 'n1', 'a']]), workload)).toEqual({ kind: 'holds' })
  })
})

describe('values that travel inside a text', () => {
  it('are found where somebody shows one', () => {
    const hidden = telling(
      (value) => ({ text: `~${JSON.stringify(value)}` }),
      (body) => JSON.parse(String(body.text).slice(1)),
    )
    const failure = failureOf(learnsInPlainSight(onTree(hidden, [[1100, 'n1', 4242]]), workload))
    expect(failure.message).toContain('after the "tell" that came from n1. No message that had come to it')
  })
})
