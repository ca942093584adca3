import { describe, expect, it } from 'vitest'
import { acksNewOnly } from '../../lib/check/evidence/acks-new-only.ts'
import { countsSilentNeighbours } from '../../lib/check/evidence/counts-neighbours.ts'
import { countsSilenceTwice } from '../../lib/check/evidence/failure-counted-twice.ts'
import {
  deliversToNextOnly,
  deliversToSilentOnly,
  leavesSomeOut,
} from '../../lib/check/evidence/fallback-falls-short.ts'
import { forwardsFallback } from '../../lib/check/evidence/fallback-forwarded.ts'
import { neverForgives } from '../../lib/check/evidence/never-forgives.ts'
import { neverTimesOut } from '../../lib/check/evidence/never-times-out.ts'
import { sendsNoAcks } from '../../lib/check/evidence/no-acks.ts'
import { keepsTimedOutPending } from '../../lib/check/evidence/pending-kept.ts'
import { resendsForever } from '../../lib/check/evidence/resent-forever.ts'
import { reportsTotals } from '../../lib/check/evidence/totals-reported.ts'
import { trustsAcks } from '../../lib/check/evidence/trusted-ack.ts'
import { mixesUpTwins } from '../../lib/check/evidence/twins-run-together.ts'
import type { Run } from '../../lib/check/run.ts'
import type { SetWorkload } from '../../lib/check/set-full.ts'
import type { Fault } from '../../lib/trace/plan.ts'
import acksMissing from '../../solutions/3-topology-aware-gossip/2-tree-failure/mistakes/acks-missing.ts'
import acksNew from '../../solutions/3-topology-aware-gossip/2-tree-failure/mistakes/acks-only-new.ts'
import neighboursCounted from '../../solutions/3-topology-aware-gossip/2-tree-failure/mistakes/counts-neighbours.ts'
import leavesOut from '../../solutions/3-topology-aware-gossip/2-tree-failure/mistakes/fallback-leaves-some-out.ts'
import toDeadChild from '../../solutions/3-topology-aware-gossip/2-tree-failure/mistakes/fallback-only-to-dead-child.ts'
import toChildren from '../../solutions/3-topology-aware-gossip/2-tree-failure/mistakes/fallback-stops-at-children.ts'
import forwarding from '../../solutions/3-topology-aware-gossip/2-tree-failure/mistakes/forwards-the-fallback.ts'
import twins from '../../solutions/3-topology-aware-gossip/2-tree-failure/mistakes/mixes-up-twins.ts'
import unforgiving from '../../solutions/3-topology-aware-gossip/2-tree-failure/mistakes/never-forgives.ts'
import pendingKept from '../../solutions/3-topology-aware-gossip/2-tree-failure/mistakes/pending-keeps-timed-out.ts'
import resending from '../../solutions/3-topology-aware-gossip/2-tree-failure/mistakes/resends-forever.ts'
import countedTwice from '../../solutions/3-topology-aware-gossip/2-tree-failure/mistakes/slow-counts-as-dead-twice.ts'
import addingUp from '../../solutions/3-topology-aware-gossip/2-tree-failure/mistakes/timed-out-adds-up.ts'
import neverFires from '../../solutions/3-topology-aware-gossip/2-tree-failure/mistakes/timeout-never-fires.ts'
import trusting from '../../solutions/3-topology-aware-gossip/2-tree-failure/mistakes/trusts-the-ack.ts'
import solution from '../../solutions/3-topology-aware-gossip/2-tree-failure/solution.ts'
import heartbeats from '../../solutions/3-topology-aware-gossip/2-tree-failure/variants/heartbeats.js'
import subtree from '../../solutions/3-topology-aware-gossip/2-tree-failure/variants/waits-for-subtree.ts'
import { crash, lastWords, onTree, pause, type Told } from '../support/failing-tree.ts'
import type { Main } from '../support/plain-program.ts'
import { workload } from '../support/run.ts'

type Evidence = (run: Run, workload: SetWorkload) => string | undefined
type Story = [Told[], Fault[]]

// In the programs' tree n1 has n2 and n3, n2 has n4 and n5, n3 has n6 and n7, and in a longer list n4 has n8 and n9.
const values: Told[] = [
  [1100, 'n1', 4242],
  [1200, 'n1', 4343],
]
const inner: Story = [values, [crash('n2', 1050)]]
const parent: Story = [
  [
    [1100, 'n4', 4242],
    [1110, 'n4', 4343],
  ],
  [crash('n2', 1050)],
]
const dying: Story = [values, [lastWords('n2')]]
const slow: Story = [values, [pause('n2', 1050, 2850)]]
const returning: Story = [[...values, [3600, 'n3', 4444], [3700, 'n6', 4545]], [crash('n2', 1050, 3000)]]
const twin: Story = [
  [
    [1300, 'n1', 4242],
    [1400, 'n1', '4242'],
  ],
  [crash('n2', 1050)],
]
const stories = { inner, parent, dying, slow, returning, twin }

const play = (main: Main, [told, faults]: Story) => onTree(main, told, faults, { until: 6000, size: 9 })

const fair = [solution, subtree, heartbeats as Main].flatMap((right) =>
  Object.values(stories).map((story) => play(right, story)),
)

describe.each<[string, Evidence, Main, Story, RegExp]>([
  ['sends no acknowledgements', sendsNoAcks, acksMissing, inner, /sent no "broadcast_ack" back/],
  ['never times out', neverTimesOut, neverFires, inner, /total_failures: 0.*sent nothing directly/],
  ['delivers to the silent node only', deliversToSilentOnly, toDeadChild, inner, /directly to n2 itself/],
  ['delivers to its neighbours only', deliversToNextOnly, toChildren, inner, /further behind n2/],
  ['takes the parent for a child', leavesSomeOut, leavesOut, parent, /on the same side of the tree/],
  ['trusts acknowledgements', trustsAcks, trusting, dying, /n2 acknowledged 4242 to n1 at .* and crashed/],
  ['sends again for ever', resendsForever, resending, inner, /directly to n2 5 times/],
  ['counts one silence twice', countsSilenceTwice, countedTwice, slow, /sent it directly as well/],
  ['sends on what came directly', forwardsFallback, forwarding, inner, /it fell back itself/],
  ['reports totals', reportsTotals, addingUp, inner, /nothing timed out in between/],
  ['keeps what timed out', keepsTimedOutPending, pendingKept, inner, /still counted it: pending: /],
  ['counts neighbours', countsSilentNeighbours, neighboursCounted, inner, /the number of silent neighbours/],
  ['never forgives', neverForgives, unforgiving, returning, /did not send it along the tree to n2/],
  ['acknowledges what is new only', acksNewOnly, acksNew, slow, /which knew it when it came/],
  [
    'takes a number and its text for one',
    mixesUpTwins,
    twins,
    twin,
    /both 4242 and "4242"|both "4242" and 4242/,
  ],
])('a program that %s', (_, evidence, main, story, sentence) => {
  it('is known by what it did', () => {
    expect(evidence(play(main, story), workload)).toMatch(sentence)
  })

  it('and no right program looks like it, whatever fails', () => {
    expect(fair.map((ran) => evidence(ran, workload)).filter((found) => found !== undefined)).toEqual([])
  })
})

describe('a program that gives its neighbours another time than it should', () => {
  /** Ours, with a clock that goes so much faster. */
  const hurried =
    (factor: number): Main =>
    (node) =>
      solution(Object.create(node, { now: { value: () => node.now() * factor } }))

  it('is not taken for one that counts neighbours, when it waits twice as long', () => {
    expect(countsSilentNeighbours(play(hurried(1 / 2), inner), workload)).toBeUndefined()
  })

  it('is not taken for one that counts one silence twice, when it gives up at once', () => {
    const story: Story = [[...values, [1590, 'n1', 4444]], [crash('n2', 1050)]]
    expect(countsSilenceTwice(play(hurried(100), story), workload)).toBeUndefined()
  })
})
