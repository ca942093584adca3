import { describe, expect, it } from 'vitest'
import { fallsSilent } from '../../lib/check/silence.ts'
import type { Node } from '../../lib/node/api.ts'
import { ring } from '../../lib/scenario/topologies.ts'
import noDedup from '../../solutions/1-naive-broadcast/1-basic-broadcast/mistakes/no-dedup.ts'
import { failureOf } from '../support/finding.ts'
import { broadcaster, teller } from '../support/programs.ts'
import { broadcast, read, run } from '../support/run.ts'

/** Sends n2 what it knows every 500 ms, for ever. */
function restless(node: Node): void {
  const seen = broadcaster(node)
  if (node.id !== 'n1') return
  node.every(500, () => {
    for (const message of seen) node.send('n2', { type: 'gossip', message })
  })
}

const plan = { operations: [broadcast(100, 'n1', 42)], until: 4000 }

describe('the network falls silent', () => {
  it('when each value is told once', () => {
    expect(fallsSilent(run(teller, plan), 2000)).toEqual({ kind: 'holds' })
  })

  it('counting from the last request', () => {
    const late = { ...plan, operations: [...plan.operations, read(1900, 'n2', 'c2')] }
    expect(fallsSilent(run(restless, { ...late, until: 3900 }), 2000)).toEqual({ kind: 'holds' })
  })
})

describe('the network does not fall silent', () => {
  it('when messages go on, and the busiest link is named', () => {
    expect(failureOf(fallsSilent(run(restless, plan), 2000))).toEqual({
      kind: 'fails',
      at: 2500,
      message:
        'The last client request was made at 100 ms. The network should be silent from 2.1 s on, but 3 more messages went between nodes, the last at 3.5 s: n1 → n2 "gossip".',
      chain: ['Most of it: n1 → n2 "gossip", 3 times.'],
    })
  })

  it('in a storm that a cap cut off', () => {
    const storm = run(noDedup, {
      topology: ring(6),
      operations: [broadcast(100, 'n1', 42)],
      caps: { messages: 300 },
    })
    const { end } = storm.trace
    const { message, at, chain } = failureOf(fallsSilent(storm, 2000))
    expect(at).toBe(end.at)
    expect(message).toMatch(
      /^A message storm: after 1 client request, the nodes had sent \d+ messages by [\d.]+ m?s, and the harness cut the run off\./,
    )
    expect(chain?.[0]).toMatch(/^Most of it: n\d → n\d "broadcast", \d+ times\.$/)
  })
})
