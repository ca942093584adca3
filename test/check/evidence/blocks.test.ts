import { describe, expect, it } from 'vitest'
import { letsAnswersThrough } from '../../../lib/check/evidence/answers-let-through.ts'
import { leavesArrivalsUncounted } from '../../../lib/check/evidence/arrivals-uncounted.ts'
import { addsBlocks, ignoresEmptyList } from '../../../lib/check/evidence/blocks-added.ts'
import { blocksClients } from '../../../lib/check/evidence/clients-blocked.ts'
import { resetsCount } from '../../../lib/check/evidence/count-reset.ts'
import { blocksOutgoingOnly } from '../../../lib/check/evidence/hears-blocked.ts'
import { stopsGossipInPartition } from '../../../lib/check/evidence/idle-in-partition.ts'
import { neverMerges } from '../../../lib/check/evidence/no-merge.ts'
import { playsBack } from '../../../lib/check/evidence/played-back.ts'
import { blocksIncomingOnly, blocksNothing } from '../../../lib/check/evidence/sends-blocked.ts'
import { countsSendsTwice } from '../../../lib/check/evidence/sends-counted-twice.ts'
import { passesOrdersOn } from '../../../lib/check/evidence/tells-blocked.ts'
import { leavesUnsorted } from '../../../lib/check/evidence/unsorted-names.ts'
import type { Run } from '../../../lib/check/run.ts'
import type { Node } from '../../../lib/node/api.ts'
import type { Value } from '../../../lib/protocol/message.ts'
import {
  type CutOff,
  type CutOffHabits,
  cutOff,
  givesUp,
  heal,
  oneBlocksOne,
  ordered,
  partition,
  refusesBlocked,
  status,
  twoGroups,
  value,
} from '../../support/cut-off.ts'
import { workload } from '../../support/run.ts'

const four = { nodes: ['n1', 'n2', 'n3', 'n4'] }
const lists = [
  partition(1000, 'n1', 'n3', 'n2'),
  status(1500, 'n1'),
  partition(2000, 'n1', 'n4'),
  status(2500, 'n1'),
  partition(3000, 'n1'),
  status(3500, 'n1'),
]
const alone = [partition(1000, 'n1', 'n2', 'n3', 'n4'), value(1500, 'n2', 4711), heal(3000.5, 'n1')]

const keeping = (): CutOffHabits => {
  const kept = new Map<CutOff, Value[]>()
  return {
    accepts(self, message) {
      const isAccepted = refusesBlocked(self, message)
      if (!isAccepted) kept.set(self, [...(kept.get(self) ?? []), ...message.body.messages])
      return isAccepted
    },
    onHeal(self) {
      for (const message of kept.get(self) ?? []) self.seen.add(message)
    },
  }
}

/** Tells a value when it comes, and never again. */
const tellsOnce = (node: Node) => {
  cutOff({ isQuiet: () => true })(node)
  const seen = new Set<Value>()
  node.on('broadcast', ({ message }) => {
    seen.add(message)
    for (const peer of node.peers) node.send(peer, { type: 'value', message })
    return { type: 'broadcast_ok' }
  })
  node.on('value', ({ message }) => void seen.add(message))
  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}

/** Blocks whoever blocks it. */
const mutual = cutOff({
  onPartition(self, blocked) {
    self.blocked = new Set(blocked)
    for (const peer of blocked) self.node.send(peer, { type: 'me_too' })
  },
  more(self) {
    self.node.on('me_too', (_body, { src }) => void self.blocked.add(src))
  },
})

/** Each wrong program, in a run that shows it. */
const runs: { [slug: string]: () => Run } = {
  'tells-the-others': () => ordered(mutual, [partition(1000, 'n1', 'n2'), status(1500, 'n2')], four),
  'blocks-clients': () =>
    ordered(
      cutOff({
        accepts: (self, message) =>
          refusesBlocked(self, message) && (self.blocked.size === 0 || self.node.peers.includes(message.src)),
      }),
      [status(500, 'n1'), partition(1000, 'n1', 'n2'), status(1500, 'n1')],
      four,
    ),
  'adds-instead-of-replaces': () =>
    ordered(
      cutOff({
        onPartition: (self, blocked) => {
          for (const peer of blocked) self.blocked.add(peer)
        },
      }),
      lists.slice(0, 4),
      four,
    ),
  'empty-list-ignored': () =>
    ordered(
      cutOff({
        onPartition: (self, blocked) => {
          if (blocked.length > 0) self.blocked = new Set(blocked)
        },
      }),
      lists,
      four,
    ),
  'unsorted-list': () => ordered(cutOff({ told: ({ blocked }) => [...blocked] }), lists, four),
  'drop-count-reset-by-heal': () =>
    ordered(
      cutOff({
        onHeal: (self) => {
          self.dropped = 0
        },
      }),
      oneBlocksOne,
      four,
    ),
  'blocks-outgoing-only': () => ordered(cutOff({ accepts: () => true }), alone, four),
  'blocks-incoming-only': () =>
    ordered(cutOff({ sends: ({ node }, peer, body) => node.send(peer, body) }), alone, four),
  'blocks-nothing': () =>
    ordered(
      cutOff({ accepts: () => true, sends: ({ node }, peer, body) => node.send(peer, body) }),
      alone,
      four,
    ),
  'kept-for-later': () => ordered(cutOff(keeping()), alone, four),
  'counts-sends-twice': () =>
    ordered(
      cutOff({
        sends(self, peer, body) {
          if (self.blocked.has(peer)) self.dropped++
          givesUp(self, peer, body)
        },
      }),
      oneBlocksOne,
      four,
    ),
  'counts-sends-only': () =>
    ordered(
      cutOff({ accepts: ({ blocked, node }, { src }) => !blocked.has(src) || !node.peers.includes(src) }),
      [
        ...oneBlocksOne,
        // Between two rounds only the value of n2 comes.
        status(1500.1, 'n1'),
        status(1511, 'n1'),
      ],
      four,
    ),
  'idle-in-partition': () => ordered(cutOff({ isQuiet: ({ blocked }) => blocked.size > 0 }), twoGroups),
  'no-merge-after-heal': () =>
    ordered(tellsOnce, [partition(1000, 'n1', 'n2'), value(1500, 'n2', 4711), heal(3000, 'n1')]),
}

const evidence: { [slug: string]: (run: Run) => string | undefined } = {
  'tells-the-others': passesOrdersOn,
  'blocks-clients': blocksClients,
  'adds-instead-of-replaces': addsBlocks,
  'empty-list-ignored': ignoresEmptyList,
  'unsorted-list': leavesUnsorted,
  'drop-count-reset-by-heal': resetsCount,
  'blocks-outgoing-only': blocksOutgoingOnly,
  'blocks-incoming-only': blocksIncomingOnly,
  'blocks-nothing': blocksNothing,
  'answers-let-through': letsAnswersThrough,
  'kept-for-later': playsBack,
  'counts-sends-twice': countsSendsTwice,
  'counts-sends-only': leavesArrivalsUncounted,
  'idle-in-partition': (run) => stopsGossipInPartition(run, 3000),
  'no-merge-after-heal': (run) => neverMerges(run, workload),
}

describe.each(Object.keys(evidence))('the evidence of %s', (slug) => {
  it.each(Object.keys(runs))('in a run of %s', (other) => {
    const found = evidence[slug]?.((runs[other] as () => Run)())
    expect(found !== undefined).toBe(slug === other)
  })

  it.each([oneBlocksOne, twoGroups, lists, alone])('is not found in a right program', (...operations) => {
    const ran = ordered(cutOff(), operations, four)
    expect(evidence[slug]?.(ran)).toBeUndefined()
  })
})

describe('the sentence of', () => {
  const said = (slug: string) => evidence[slug]?.((runs[slug] as () => Run)())

  it('empty-list-ignored names both orders', () => {
    expect(said('empty-list-ignored')).toBe(
      'n1 was told at 3 s to block nobody, with an empty list. At 3.5 s it still said that it blocks n4, as it had been told at 2 s.',
    )
  })

  it('adds-instead-of-replaces names what stayed', () => {
    expect(said('adds-instead-of-replaces')).toBe(
      'n1 was told at 1 s to block n2 and n3 and at 2 s to block n4. At 2.5 s it said that it blocks ["n2","n3","n4"]: n2 and n3 too.',
    )
  })

  it('tells-the-others names the message', () => {
    expect(said('tells-the-others')).toBe(
      'At 1 s n1 was told to block n2, and sent n2 a "me_too". At 1.5 s n2 said that it blocks ["n1"]; no client had told it to block n1.',
    )
  })

  it('kept-for-later tells when it came and when it was known', () => {
    expect(said('kept-for-later')).toMatch(
      /^At 1\.51 s a "state" with 4711 came to n1 from n2, which it blocked\. At 3 s, as the "heal" came and before anybody else told it, n1 knew 4711\.$/,
    )
  })
})
