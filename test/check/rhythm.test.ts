import { describe, expect, it } from 'vitest'
import { onlyRounds } from '../../lib/check/idle-rate.ts'
import { keepsRhythm } from '../../lib/check/rhythm.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import { failureOf } from '../support/finding.ts'
import { configure, gossipDefaults, gossiper, gossipRun, type Habits } from '../support/gossiper.ts'
import { request, run } from '../support/run.ts'

const rhythm = (habits: Habits, plan: Partial<Plan> = {}) =>
  keepsRhythm(run(gossiper(habits), { ...gossipRun, ...plan }), gossipDefaults, 'gossip_sync')
const idle = (habits: Habits, plan: Partial<Plan> = {}) =>
  onlyRounds(run(gossiper(habits), { ...gossipRun, ...plan }), gossipDefaults, 'gossip_sync')
const slower: Partial<Plan> = { operations: [configure(1000, 'n1', 2, 500)] }

describe('the rhythm', () => {
  it('is kept by a timer, from the start on and through a change of settings', () => {
    expect(rhythm({})).toEqual({ kind: 'holds' })
    expect(rhythm({}, slower)).toEqual({ kind: 'holds' })
  })

  it('is kept by a node that starts late', () => {
    const plan = { faults: [{ kind: 'crash' as const, node: 'n2', at: 1, restartAt: 1750 }] }
    expect(rhythm({}, plan)).toEqual({ kind: 'holds' })
  })

  it('may be a tenth slower or faster', () => {
    for (const ms of [180, 220]) {
      const plan = { operations: [configure(0, 'n1', 2, ms)] }
      const finding = keepsRhythm(run(gossiper(), { ...gossipRun, ...plan }), gossipDefaults, 'gossip_sync')
      expect(finding).toEqual({ kind: 'holds' })
    }
    const deaf = { deaf: true }
    expect(rhythm(deaf, { operations: [configure(1000, 'n1', 2, 182)] })).toEqual({ kind: 'holds' })
    expect(rhythm(deaf, { operations: [configure(1000, 'n1', 2, 181)] }).kind).toBe('fails')
  })

  it('is missed without a timer', () => {
    expect(failureOf(rhythm({ timerless: true })).message).toBe(
      'n1 started at 0 ms. Its interval is 200 ms, so its next round was due by 220 ms; none came.',
    )
  })

  it('is missed by a timer that does not hear of a shorter interval', () => {
    expect(failureOf(rhythm({ deaf: true }, { operations: [configure(1010, 'n1', 2, 100)] })).message).toBe(
      'n1 was told its interval at 1.01 s. Since the "configure" at 1.01 s its interval is 100 ms, so its next round was due by 1.12 s; the next one came at 1.2 s.',
    )
  })

  it('is missed by one that does not hear of a longer one, once nobody lacks anything', () => {
    expect(failureOf(rhythm({ deaf: true }, { ...slower, until: 4000 })).message).toMatch(
      /^n1 made a round at 1\.2 s and another at 1\.4 s, 200 ms later, though nobody lacked anything\. .*450 ms to 550 ms apart\.$/,
    )
  })

  it('is not asked of the time in which values spread: what is new may be pushed besides', () => {
    const eager: Habits = {
      onSync: (node) => void node.after(3, () => node.send('n1', { type: 'gossip_sync' })),
    }
    const spreading = { operations: gossipRun.operations ?? [], until: 600 }
    expect(rhythm(eager, spreading)).toEqual({ kind: 'holds' })
  })
})

describe('the idle rate', () => {
  it('is that of the rounds', () => {
    expect(idle({})).toEqual({ kind: 'holds' })
  })

  it('follows the fanout, and there are no more peers than there are', () => {
    expect(idle({}, { operations: [configure(10, 'n1', 1, 200), configure(12, 'n2', 9, 200)] })).toEqual({
      kind: 'holds',
    })
  })

  it('does not count what a client asked for', () => {
    expect(idle({}, { operations: [request(3333, 'n1', 'gossip_round')] })).toEqual({ kind: 'holds' })
  })

  it.each<[string, Habits, RegExp]>([
    [
      'too few peers',
      { draws: (node) => node.peers.slice(0, 1) },
      /sent 1 message in a round, to n2\. With fanout 2 a round has 2 messages/,
    ],
    [
      'the same peer twice',
      { draws: () => ['n2', 'n2'] },
      /^At .* n1 sent "gossip_sync" to n2 and n2: the same node twice/,
    ],
    ['itself', { draws: () => ['n1', 'n2'] }, /^At .* n1 sent a "gossip_sync" to itself\.$/],
    [
      'something else besides',
      { onRound: (node) => node.send('n2', { type: 'hello' }) },
      /sent n2 a "hello"\. Then only the rounds go on, made of "gossip_sync"\.$/,
    ],
    [
      'a message for every message',
      { onSync: (node, src) => node.send(src, { type: 'gossip_rest' }) },
      /sent \w+ a "gossip_rest"\./,
    ],
  ])('is not kept with %s', (_, habits, message) => {
    expect(failureOf(idle(habits, { operations: [] })).message).toMatch(message)
  })
})
