import { describe, expect, it } from 'vitest'
import { reportsAgree } from '../../lib/check/cost-reports.ts'
import { countsAnswersAsGossip } from '../../lib/check/evidence/answers-as-gossip.ts'
import { reportsConstants } from '../../lib/check/evidence/constant-report.ts'
import { countsGossipedWrites } from '../../lib/check/evidence/gossiped-writes.ts'
import { dividesByZero } from '../../lib/check/evidence/nan-ratio.ts'
import { countsOwnKeys } from '../../lib/check/evidence/own-keys.ts'
import { countsReceived } from '../../lib/check/evidence/received-as-sent.ts'
import { missesRetries } from '../../lib/check/evidence/retries-missed.ts'
import { countsRounds } from '../../lib/check/evidence/rounds-as-messages.ts'
import type { Run } from '../../lib/check/run.ts'
import { failureOf } from '../support/finding.ts'
import {
  ask,
  type Habits,
  report,
  requests,
  type Stats,
  store,
  storePlan,
  write,
} from '../support/kv-store.ts'
import { run } from '../support/run.ts'

const nodes = ['n1', 'n2', 'n3']
const operations = [
  ...nodes.map((node) => ask(10, node)),
  write(100, 'n1', 'x', 1001),
  ask(105, 'n1'),
  write(200, 'n1', 'x', 1002),
  write(300, 'n2', 'y', 1003),
  ...nodes.map((node) => ask(1010, node)),
]
const ran = (habits: Habits) => run(store({ againMs: 400, answers: true, ...habits }), storePlan(operations))
const judged = (habits: Habits) => reportsAgree(ran(habits), report, requests)
const says = (of: (stats: Stats) => object): Habits => ({ reports: of })

describe('reports of cost', () => {
  it('agree with the trace: retries count, answers do not', () => {
    expect(judged({})).toEqual({ kind: 'holds' })
  })

  it('leave out what a node sends to itself', () => {
    expect(judged({ ticks: true })).toEqual({ kind: 'holds' })
  })

  it('may round the ratio to 1 %', () => {
    const rounding = says(({ writes, sent }) => ({ msgs_per_write: writes && (sent / writes) * 1.009 }))
    expect(judged(rounding)).toEqual({ kind: 'holds' })
    expect(
      judged(says(({ writes, sent }) => ({ msgs_per_write: writes && (sent / writes) * 1.02 }))).kind,
    ).toBe('fails')
  })

  it.each<[string, object, string]>([
    [
      'total_writes',
      { total_writes: 7 },
      'the trace has 0 writes that clients brought to it; its total_writes was 7.',
    ],
    [
      'total_gossip_msgs',
      { total_gossip_msgs: 3 },
      '0 messages that it sent to other nodes, answers left out;',
    ],
    ['keys_stored', { keys_stored: 1 }, 'the trace has 0 keys that it holds; its keys_stored was 1.'],
    [
      'msgs_per_write',
      { msgs_per_write: 1 },
      'no writes, and so 0 messages for each; its msgs_per_write was 1.',
    ],
    ['a text', { total_writes: '0' }, 'its total_writes was "0".'],
  ])('fail with another %s', (_, fields, message) => {
    expect(failureOf(judged(says(() => fields))).message).toContain(message)
  })
})

describe('what was counted instead', () => {
  type Evidence = (run: Run) => string | undefined
  const by =
    (evidence: (run: Run, name: string, words: typeof requests) => string | undefined): Evidence =>
    (one) =>
      evidence(one, report, requests)
  const cases: [string, Evidence, Habits, string][] = [
    [
      'answers too',
      by(countsAnswersAsGossip),
      says(({ sent, answers }) => ({ total_gossip_msgs: sent + answers })),
      'By 1.01 s n3 had sent other nodes 6 messages, of which 6 were answers (they had an in_reply_to). Its total_gossip_msgs was 6: the answers count as well; so it was in every report.',
    ],
    [
      'the first tries',
      by(missesRetries),
      says(({ once }) => ({ total_gossip_msgs: once })),
      'By 1.01 s n1 had sent other nodes 8 messages, answers left out. Of these 4 repeated an earlier one, with the same content to the same node. Its total_gossip_msgs was 4: that is without the repeats; so it was in every report.',
    ],
    [
      'rounds',
      by(countsRounds),
      says(({ rounds }) => ({ total_gossip_msgs: rounds })),
      'By 1.01 s n1 had sent other nodes 8 messages, answers left out, at 4 moments: often several at once. Its total_gossip_msgs was 4; so it was in every report.',
    ],
    [
      'what came',
      by(countsReceived),
      says(({ received }) => ({ total_gossip_msgs: received })),
      'what it received counts instead; so it was in every report.',
    ],
    [
      'its own keys',
      by(countsOwnKeys),
      says(({ writes }) => ({ keys_stored: Math.min(1, writes) })),
      'At 1.01 s n3 held 2 keys; clients had written 0 of them at n3 itself, the others came',
    ],
    [
      'writes of others',
      by(countsGossipedWrites),
      says(({ writes, lags }) => ({ total_writes: writes + lags.length })),
      'From 10 ms to 1.01 s no client wrote at n3, and 3 writes of other nodes’ clients came to be held there. Its total_writes went from 0 to 3.',
    ],
    [
      'nothing',
      by(reportsConstants),
      says(() => ({ total_gossip_msgs: 24 })),
      'In all 7 reports of this run, at every node and time, total_gossip_msgs was 24. At 1.01 s, at n3, the trace has 0.',
    ],
  ]

  it.each(cases)('is told: %s', (_, evidence, habits, sentence) => {
    expect(judged(habits).kind).toBe('fails')
    expect(evidence(ran(habits))).toContain(sentence)
  })

  it.each(cases)('is not claimed of others: %s', (name, evidence) => {
    expect(evidence(ran({}))).toBeUndefined()
    for (const [other, , habits] of cases) {
      // Where every request is answered, as many answers leave as requests come.
      if (other === name || (name === 'what came' && other === 'answers too')) continue
      expect([other, evidence(ran(habits))]).toEqual([other, undefined])
    }
  })

  it('is not claimed to be constant where all was asked at once', () => {
    const early = operations.filter(({ at }) => at < 500)
    const habits = says(() => ({ total_gossip_msgs: 24 }))
    const soon = run(store(habits), storePlan([...early, ask(305, 'n1'), ask(305, 'n2')]))
    expect(reportsConstants(soon, report, requests)).toBeUndefined()
  })

  it('is no number where the ratio is one of nothing', () => {
    const ratio = { report, ratio: 'msgs_per_write', by: requests.write }
    const divider = says(({ writes, sent }) => ({ msgs_per_write: sent / writes }))
    expect(dividesByZero(ran(divider), ratio)).toContain(
      'before any client had sent it a "bench_write". It could not answer',
    )
    expect(dividesByZero(ran(says(() => ({ msgs_per_write: '0.00' }))), ratio)).toBeUndefined()
  })
})
