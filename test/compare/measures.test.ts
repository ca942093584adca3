import { describe, expect, it } from 'vitest'
import {
  bytesPerNodeSecond,
  bytesPerValue,
  bytesUntilEqual,
  lostValues,
  messagesPerValue,
  missingCopies,
  timeToEqual,
  timeToShare,
} from '../../lib/compare/measures.ts'
import type { Node } from '../../lib/node/api.ts'
import { isolate } from '../../lib/scenario/partitions.ts'
import { envelopeBytes } from '../../lib/trace/metrics.ts'
import type { Fault, Plan } from '../../lib/trace/plan.ts'
import type { Main } from '../support/plain-program.ts'
import { broadcaster, keeper, teller } from '../support/programs.ts'
import { broadcast, run, workload } from '../support/run.ts'

const nodes = ['n1', 'n2', 'n3', 'n4']
const writes = [broadcast(1000, 'n1', 1001, 'c1'), broadcast(2000, 'n2', 1002, 'c2')]
const cut: Fault = { kind: 'partition', name: 'alone', from: 1500, to: 4000, links: isolate(nodes, 'n4') }
const crash: Fault = { kind: 'crash', node: 'n4', at: 3000, restartAt: 4000 }

/** Tells all others all it knows, every 500 ms. */
const repeater = (node: Node) => {
  const seen = broadcaster(node)
  node.on('all', ({ messages }) => {
    for (const message of messages) seen.add(message)
  })
  node.every(500, () => {
    for (const peer of node.peers) node.send(peer, { type: 'all', messages: [...seen] })
  })
}

const ran = (main: Main, more: Partial<Plan> = {}) => run(main, { nodes, operations: writes, ...more })

/** What a teller sends for one value: 3 + 3 × 2 copies, for it does not send back to where it came from. */
const copies = 9

describe('cost for each value', () => {
  it('is the messages between nodes, shared among the values', () => {
    expect(messagesPerValue(ran(teller), workload)).toBe(copies)
  })

  it('is their bytes, as JSON with sender and receiver', () => {
    const each = envelopeBytes('n1', 'n2', { type: 'broadcast', message: 1001 })
    expect(bytesPerValue(ran(teller), workload)).toBe(copies * each)
  })

  it('leaves out values that no node acknowledged', () => {
    const down: Fault = { kind: 'crash', node: 'n2', at: 1500 }
    const run = ran(teller, { faults: [down] })
    expect(messagesPerValue(run, workload)).toBe(copies)
  })

  it('can be told of a time, for each node and second', () => {
    const run = ran(repeater)
    const [first] = run.facts.serverMessages
    if (first === undefined) throw new Error('nothing was sent')
    // From the start until the first value every node sends six empty lists a second.
    const each = envelopeBytes(first.event.src, first.event.dest, first.event.body)
    expect(bytesPerNodeSecond(run, 1, 999)).toBeCloseTo((3 * each) / 0.998)
  })
})

describe('how soon a value is where', () => {
  it('is the time from its first node to so large a share of the live ones', () => {
    expect(timeToShare(ran(teller), workload, 1, 'worst')).toBe(10)
    expect(timeToShare(ran(teller), workload, 0.25, 'worst')).toBe(0)
  })

  it('is that of the value in the middle, or of the slowest', () => {
    const three = [...writes, broadcast(4100, 'n1', 1003, 'c3')]
    const run = ran(repeater, { operations: three })
    // The rounds are at whole half seconds: two values come as one begins, the third 400 ms before the next.
    expect(timeToShare(run, workload, 1, 'worst')).toBe(510)
    expect(timeToShare(run, workload, 1, 'median')).toBe(510)
  })

  it('is unknown where it never gets there', () => {
    expect(timeToShare(ran(keeper), workload, 1, 'median')).toBeUndefined()
  })
})

describe('what a fault does', () => {
  it.each([
    ['a partition', cut, 1],
    ['a restart with an empty memory', crash, 2],
  ])('is told by the values that are lost in %s', (_name, fault, lost) => {
    expect(lostValues(ran(teller, { faults: [fault] }), workload)).toBe(lost)
    expect(lostValues(ran(repeater, { faults: [fault] }), workload)).toBe(0)
  })

  it('is told by the copies that are missing', () => {
    // Of n4 the one value that came while it was cut off, or all that came before it forgot.
    expect(missingCopies(ran(teller, { faults: [cut] }), workload)).toBe(1)
    expect(missingCopies(ran(keeper), workload)).toBe(6)
    expect(missingCopies(ran(repeater, { faults: [cut] }), workload)).toBe(0)
  })

  it('is told by the time from its end until all nodes are equal', () => {
    expect(timeToEqual(ran(repeater, { faults: [{ ...cut, to: 4200 } as Fault] }), workload)).toBe(310)
    expect(timeToEqual(ran(repeater, { faults: [{ ...crash, restartAt: 4200 } as Fault] }), workload)).toBe(
      310,
    )
    expect(timeToEqual(ran(teller, { faults: [cut] }), workload)).toBeUndefined()
  })

  it('is no time at all where all were equal before', () => {
    expect(timeToEqual(ran(teller, { faults: [{ ...cut, from: 3000 } as Fault] }), workload)).toBe(0)
  })

  it('is told by the bytes until all nodes are equal', () => {
    const healed = ran(repeater, { faults: [cut] })
    const late = healed.facts.serverMessages.filter(({ event }) => event.at >= 4000 && event.at <= 4010)
    const bytes = late.reduce((sum, { event }) => sum + envelopeBytes(event.src, event.dest, event.body), 0)
    expect(bytesUntilEqual(healed, workload, 4000)).toBe(bytes)
    expect(bytesUntilEqual(ran(keeper), workload, 0)).toBeUndefined()
  })
})
