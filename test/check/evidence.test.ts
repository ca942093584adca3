import { describe, expect, it } from 'vitest'
import { answersAnswers } from '../../lib/check/evidence/answers-answers.ts'
import { neverForwards } from '../../lib/check/evidence/never-forwards.ts'
import { ignoresTopology } from '../../lib/check/evidence/off-topology.ts'
import { dropsOwnWrites } from '../../lib/check/evidence/own-writes.ts'
import { resendsEveryReceipt } from '../../lib/check/evidence/resends.ts'
import { mixesNumbersAndStrings } from '../../lib/check/evidence/stringly.ts'
import { leavesUnanswered } from '../../lib/check/evidence/unanswered.ts'
import type { Run } from '../../lib/check/run.ts'
import type { Node } from '../../lib/node/api.ts'
import { line, ring } from '../../lib/scenario/topologies.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import acksTheAck from '../../solutions/1-naive-broadcast/1-basic-broadcast/mistakes/acks-the-ack.ts'
import forwardsToAll from '../../solutions/1-naive-broadcast/1-basic-broadcast/mistakes/forwards-to-all-nodes.ts'
import neverForwarding from '../../solutions/1-naive-broadcast/1-basic-broadcast/mistakes/never-forwards.ts'
import noDedup from '../../solutions/1-naive-broadcast/1-basic-broadcast/mistakes/no-dedup.ts'
import dropsOwn from '../../solutions/1-naive-broadcast/1-basic-broadcast/mistakes/read-drops-own-writes.ts'
import replyMissing from '../../solutions/1-naive-broadcast/1-basic-broadcast/mistakes/reply-missing.ts'
import stringly from '../../solutions/1-naive-broadcast/1-basic-broadcast/mistakes/stringly-values.ts'
import solution from '../../solutions/1-naive-broadcast/1-basic-broadcast/solution.ts'
import { keeper } from '../support/programs.ts'
import { broadcast, read, run, workload } from '../support/run.ts'

const inRing: Partial<Plan> = {
  topology: ring(6),
  operations: [broadcast(100, 'n1', 1), broadcast(300, 'n2', '1', 'c2'), read(700, 'n3', 'c3')],
  until: 8000,
  caps: { messages: 500 },
}

const types = ['topology', 'broadcast', 'read']
const evidence: { [mistake: string]: (ran: Run) => string | undefined } = {
  'answers answered': (ran) => answersAnswers(ran, workload),
  'values sent again': (ran) => resendsEveryReceipt(ran, workload),
  'values kept back': (ran) => neverForwards(ran, workload),
  'strangers told': ignoresTopology,
  'numbers and strings mixed': (ran) => mixesNumbersAndStrings(ran, workload),
  'requests left open': (ran) => leavesUnanswered(ran, types),
  'own writes dropped': (ran) => dropsOwnWrites(ran, workload),
}

describe('against a right program there is no evidence of', () => {
  it.each(Object.entries(evidence))('%s', (_, find) => {
    expect(find(run(solution, inRing))).toBeUndefined()
  })
})

describe('acknowledgements that are acknowledged', () => {
  it('are proved by two nodes that keep sending each other the same', () => {
    expect(answersAnswers(run(acksTheAck, inRing), workload)).toMatch(
      /^n\d and n\d sent each other "broadcast_ok" \d+ times, the last at [\d.]+ m?s, each one only because of the one before\.$/,
    )
  })

  it('are not proved by thanks that are returned once', () => {
    const polite = (node: Node) => {
      keeper(node)
      node.on('broadcast', ({ message }) => {
        node.send('n2', { type: 'gossip', message })
        return { type: 'broadcast_ok' }
      })
      node.on('gossip', (_, { src }) => node.send(src, { type: 'thanks', left: 1 }))
      node.on('thanks', ({ left }, { src }) => {
        if (left > 0) node.send(src, { type: 'thanks', left: left - 1 })
      })
    }
    const ran = run(polite, { operations: [broadcast(100, 'n1', 42)] })
    expect(ran.facts.serverMessages.map(({ event: { body } }) => body.type)).toEqual([
      'gossip',
      'thanks',
      'thanks',
    ])
    expect(answersAnswers(ran, workload)).toBeUndefined()
  })
})

describe('values that are sent again with every receipt', () => {
  it('are proved by one link that carries the same value over and over', () => {
    expect(resendsEveryReceipt(run(noDedup, inRing), workload)).toMatch(
      /^n\d sent 1 to n\d \d+ times, first at 1\d0 ms and last at [\d.]+ m?s, each time because it had received it again\.$/,
    )
  })

  it('are not proved by a timer that sends again', () => {
    const retrying = (node: Node) => {
      keeper(node)
      node.on('broadcast', ({ message }) => {
        if (node.id === 'n1') node.every(50, () => node.send('n2', { type: 'gossip', message }))
        return { type: 'broadcast_ok' }
      })
    }
    expect(resendsEveryReceipt(run(retrying, inRing), workload)).toBeUndefined()
  })
})

describe('values that are never passed on', () => {
  it('are proved by a run without a message between nodes', () => {
    expect(neverForwards(run(neverForwarding, inRing), workload)).toBe(
      'n1 acknowledged 1, and in the whole run not one of the 6 nodes sent another a message.',
    )
  })

  it.each<[string, Partial<Plan>]>([
    ['of a node alone', { topology: { n1: [] }, operations: [broadcast(100, 'n1', 1)] }],
    ['in which nothing was acknowledged', { topology: ring(6), operations: [read(100, 'n1')] }],
  ])('are not proved by a run %s', (_, plan) => {
    expect(neverForwards(run(neverForwarding, plan), workload)).toBeUndefined()
  })
})

describe('a topology that is ignored', () => {
  it('is proved by the strangers a node sent to', () => {
    expect(ignoresTopology(run(forwardsToAll, inRing))).toBe(
      'From 100 ms on n1 sent to n3, n4 and n5, none of them its neighbours.',
    )
  })

  it('is not proved where everybody is a neighbour', () => {
    const plan = { topology: line(2), operations: [broadcast(100, 'n1', 1)] }
    expect(ignoresTopology(run(forwardsToAll, plan))).toBeUndefined()
  })

  it('is not proved by a node that talks to itself', () => {
    const main = (node: Node) => node.send(node.id, { type: 'note' })
    expect(ignoresTopology(run(main, { topology: line(2) }))).toBeUndefined()
  })
})

describe('numbers and strings that are mixed', () => {
  it('are proved by a node that keeps one of the two only', () => {
    expect(mixesNumbersAndStrings(run(stringly, inRing), workload)).toBe(
      'n2 was sent "1" and 1, and kept only 1.',
    )
  })

  it('are proved by a value that comes back as the other', () => {
    const asText = (node: Node) => {
      const seen = new Set<string>()
      node.on('broadcast', ({ message }) => {
        seen.add(String(message))
        return { type: 'broadcast_ok' }
      })
      node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
    }
    const plan = { operations: [broadcast(100, 'n1', 5)] }
    expect(mixesNumbersAndStrings(run(asText, plan), workload)).toBe(
      '5 came from a client, and at 100 ms n1 had "5" instead.',
    )
  })

  it('are not proved by a value that is simply lost', () => {
    expect(mixesNumbersAndStrings(run(neverForwarding, inRing), workload)).toBeUndefined()
  })
})

describe('a request that is left open', () => {
  it('is proved by the first one that was never answered', () => {
    expect(leavesUnanswered(run(replyMissing, inRing), types)).toBe(
      'c1 sent n1 a "broadcast" at 100 ms, and n1 never answered it.',
    )
  })

  it.each<[string, Partial<Plan>]>([
    ['of another type', { operations: [{ at: 100, client: 'c1', node: 'n1', body: { type: 'other' } }] }],
    ['to a node that was down', { faults: [{ kind: 'crash', node: 'n1', at: 50 }] }],
    ['to a node that was paused', { faults: [{ kind: 'pause', node: 'n1', from: 50, to: 9000 }] }],
    ['that a cap cut short', { caps: { events: 20 } }],
  ])('is not proved by one %s', (_, plan) => {
    const operations = [broadcast(100, 'n1', 1)]
    expect(leavesUnanswered(run(replyMissing, { ...inRing, operations, ...plan }), types)).toBeUndefined()
  })

  it('is not proved by an answer that only came too late', () => {
    const slow = (node: Node) => {
      keeper(node)
      node.on('broadcast', (_, message) => {
        node.after(6000, () => node.reply(message, { type: 'broadcast_ok' }))
      })
    }
    expect(leavesUnanswered(run(slow, { operations: [broadcast(100, 'n1', 1)] }), types)).toBeUndefined()
  })
})

describe('own writes that are dropped', () => {
  it('are proved by a node that others have the value from', () => {
    expect(dropsOwnWrites(run(dropsOwn, inRing), workload)).toBe(
      'n1 acknowledged 1 and passed it on; 5 other nodes came to show it, n1 itself never did.',
    )
  })

  it('are not proved by a value that nobody ever showed', () => {
    const plan = { topology: { n1: [] }, operations: [broadcast(100, 'n1', 1)] }
    expect(dropsOwnWrites(run(dropsOwn, plan), workload)).toBeUndefined()
  })
})
