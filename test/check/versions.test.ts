import { describe, expect, it } from 'vitest'
import { losesOnlyCovered } from '../../lib/check/covered.ts'
import type { Finding } from '../../lib/check/finding.ts'
import { handsOutContext } from '../../lib/check/merged-context.ts'
import { settles } from '../../lib/check/settled.ts'
import { readsSiblings } from '../../lib/check/siblings.ts'
import { vectorsAsDocumented } from '../../lib/check/vectors.ts'
import { modeOf, versionsOf } from '../../lib/check/versions.ts'
import { versionsReadTruly } from '../../lib/check/versions-read.ts'
import type { Node } from '../../lib/node/api.ts'
import { Story, versionsPlan } from '../../lib/scenario/versions.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import silent from '../../solutions/4-epidemic-crdts/4-lww-data-loss/mistakes/conflict-always-false.ts'
import overwrites from '../../solutions/4-epidemic-crdts/4-lww-data-loss/mistakes/overwrites-siblings.ts'
import reuses from '../../solutions/4-epidemic-crdts/4-lww-data-loss/mistakes/reused-dot.ts'
import once from '../../solutions/4-epidemic-crdts/4-lww-data-loss/mistakes/told-once.ts'
import right from '../../solutions/4-epidemic-crdts/4-lww-data-loss/variants/push-to-all.ts'
import { failureOf } from '../support/finding.ts'
import type { Main } from '../support/plain-program.ts'
import { run } from '../support/run.ts'

/** Two nodes, each with a client that writes "x" blindly; much later both are read. */
function race(main: Main, { mode = 'vv', ...more }: { mode?: 'vv' | 'lww' } & Partial<Plan> = {}) {
  const story = new Story(['n1', 'n2'])
  story.mode(mode)
  story.write({ at: 100, client: 'c1', node: 'n1', key: 'x', value: 'a' })
  story.write({ at: 102, client: 'c2', node: 'n2', key: 'x', value: 'b' })
  story.readAll(5500)
  return run(main, versionsPlan('test', 1, story, { until: 6000, ...more }))
}

/** One node and two clients: a, b, then c by the other one, then d with a context that covers b alone. */
function talk(main: Main) {
  const story = new Story(['n1'])
  const say = (at: number, client: string, value: string, context = {}) => {
    story.write({ at, client, node: 'n1', key: 'x', value, context })
    story.read(at + 50, 'n1', 'x')
  }
  story.read(50, 'n1', 'x')
  say(100, 'c1', 'a')
  say(200, 'c1', 'b')
  say(300, 'c2', 'c')
  say(400, 'c1', 'd', { c1: 2 })
  return run(main, versionsPlan('test', 1, story, { until: 1000 }))
}

/** The right program, but for what it answers. */
const answering =
  (change: (type: string, answer: { [field: string]: unknown }) => object): Main =>
  (node: Node) =>
    right({
      ...node,
      on: (type, handler) =>
        node.on(type, (body, message) => {
          const answer = handler(body, message)
          return answer instanceof Promise
            ? answer
            : (change(type, answer as { [field: string]: unknown }) as { type: string })
        }),
    })

const holds = { kind: 'holds' }
const message = (finding: Finding) => failureOf(finding).message

describe('the vectors of a run', () => {
  it('are worked out from what a node has known', () => {
    expect(versionsOf(talk(right)).map(({ value, vc }) => [value, vc])).toEqual([
      ['a', { c1: 1 }],
      ['b', { c1: 2 }],
      ['c', { c2: 1 }],
      ['d', { c1: 3 }],
    ])
    expect(vectorsAsDocumented(talk(right))).toEqual(holds)
  })

  it('are refused where a number comes twice', () => {
    expect(message(vectorsAsDocumented(talk(reuses)))).toBe(
      'At 200 ms c1 wrote "x" = "b" at n1 with the context {}, and was answered {c1:1}. It should be {c1:2}: the context, with c1\'s entry one more than the largest that n1 had ever known for c1 under this key, which was 1.',
    )
  })

  it('are refused where there are none', () => {
    const ran = talk(answering((type, answer) => (type === 'vv_write' ? { ...answer, vc: [1] } : answer)))
    expect(message(vectorsAsDocumented(ran))).toContain('was answered [1], which is no vector.')
  })
})

describe('a read', () => {
  it('shows what its node took and nothing has covered', () => {
    expect(readsSiblings(talk(right))).toEqual(holds)
    expect(versionsReadTruly(talk(right))).toEqual(holds)
  })

  it('is refused where a sibling is gone', () => {
    expect(message(readsSiblings(talk(overwrites)))).toBe(
      'At 350 ms c104 read "x" at n1 and was answered "c" {c2:1}, with conflict false. n1 had acknowledged c1\'s "b" {c1:2} at 200 ms, and nothing there covers that.',
    )
  })

  it('is refused where a conflict is not told', () => {
    expect(message(readsSiblings(talk(silent)))).toMatch(/With several values conflict should be true\.$/)
  })

  const reading = (change: (answer: { [field: string]: unknown }) => object) =>
    message(readsSiblings(talk(answering((type, answer) => (type === 'vv_read' ? change(answer) : answer)))))

  it.each<[string, (answer: { [field: string]: unknown }) => object, RegExp]>([
    [
      'a version that nobody wrote',
      (answer) => ({ ...answer, values: [{ value: 7, vc: { c1: 1 } }] }),
      /Nobody had written 7 under this key\.$/,
    ],
    [
      'a vector that its value does not have',
      (answer) => ({ ...answer, values: [{ value: 'a', vc: { c1: 5 } }] }),
      /"a" was written as "a" \{c1:1\}, and not with another vector\.$/,
    ],
    [
      'no version at all',
      (answer) => ({ ...answer, values: [] }),
      /A key without a value is answered with error 20\.$/,
    ],
    [
      'one twice',
      (answer) => ({ ...answer, values: [answer.values, answer.values].flat() }),
      /"a" \{c1:1\} stands there more than once\.$/,
    ],
    ['another shape', (answer) => ({ ...answer, values: ['a'] }), /with these two fields and no others\.$/],
  ])('is refused where it shows %s', (_, change, told) => {
    expect(reading(change)).toMatch(told)
  })

  it('is refused where it shows the wrong vector that its write got, which is told as the mistake it is', () => {
    const startingAtFour = answering((_, answer) =>
      JSON.parse(JSON.stringify(answer).replaceAll('{"c1":1}', '{"c1":4}')),
    )
    expect(message(readsSiblings(talk(startingAtFour)))).toMatch(
      /When c1 wrote it, "a" should have got \{c1:1\}, and got \{c1:4\}\.$/,
    )
  })

  it('shows in lww mode the last write of its node, whatever that had heard before', () => {
    const story = new Story(['n1', 'n2'])
    story.mode('lww')
    story.write({ at: 100, client: 'c1', node: 'n1', key: 'x', value: 'ahead' })
    story.write({ at: 400, client: 'c2', node: 'n2', key: 'x', value: 'behind' })
    story.read(400, 'n2', 'x')
    const ran = (main: Main) => run(main, versionsPlan('test', 1, story, { skew: { n1: 900 }, until: 450 }))
    // It acknowledges what it does not take.
    const deaf: Main = (node) =>
      right({
        ...node,
        on: (type, handler) =>
          node.on(type, (body, about) =>
            type === 'vv_write' && node.id === 'n2'
              ? { type: 'vv_write_ok', vc: { c2: 1 } }
              : handler(body, about),
          ),
      })
    expect(readsSiblings(ran(right))).toEqual(holds)
    expect(message(readsSiblings(ran(deaf)))).toMatch(
      /was answered "ahead" \{c1:1\}.* n2 had acknowledged c2's "behind" \{c2:1\} at 400 ms\. That is its latest/,
    )
  })

  it('is refused where it shows a client something else than the observer', () => {
    let asked = 0
    const ran = talk(
      answering((type, answer) =>
        type === 'vv_read' && asked++ % 2 === 1 ? { ...answer, values: [] } : answer,
      ),
    )
    expect(versionsReadTruly(ran).kind).toBe('fails')
  })
})

describe('what a node has shown', () => {
  it('gives way to what covers it alone', () => {
    expect(losesOnlyCovered(talk(right))).toEqual(holds)
    expect(losesOnlyCovered(race(right))).toEqual(holds)
    expect(message(losesOnlyCovered(talk(overwrites)))).toBe(
      'At 300 ms, when a message from c2 arrived, n1 stopped showing "b" {c1:2} of "x". What it still showed was "c" {c2:1}, and that does not cover it: who wrote that had not read "b" {c1:2}.',
    )
  })
})

describe('five seconds after a race', () => {
  it('both writes are everywhere in vv mode', () => {
    expect(settles(race(right), 5000, 'several')).toEqual(holds)
  })

  it('the later one is everywhere in lww mode, by the clocks and not by the time', () => {
    expect(modeOf(race(right, { mode: 'lww' }))).toBe('lww')
    expect(settles(race(right, { mode: 'lww' }), 5000)).toEqual(holds)
    expect(settles(race(right, { mode: 'lww', skew: { n1: 500 } }), 5000)).toEqual(holds)
    const ran = race(right, { mode: 'lww', skew: { n1: 500 } })
    const shown = ran.facts.operations.map(({ answer }) => answer?.body.values).filter(Boolean)
    expect(shown).toEqual([[{ value: 'a', vc: { c1: 1 } }], [{ value: 'a', vc: { c1: 1 } }]])
  })

  it('a node that lacks one is refused', () => {
    const loss = { kind: 'loss' as const, from: 0, to: 1000, probability: 1 }
    const finding = failureOf(settles(race(once, { faults: [loss] }), 5000))
    expect(finding.message).toBe(
      'At 5.5 s c103 read "x" at n1 and was answered "a" {c1:1}, with conflict false. Nothing had been written under "x", and no partition had stood, for 5.4 s. By now every node should answer "a" {c1:1} and "b" {c2:1}, with conflict true: none of their vectors covers another.',
    )
    expect(finding.chain).toContain('n1 never showed "x" = "b"; n2 did.')
  })

  it('is not judged sooner', () => {
    expect(settles(race(right), 5500).kind).toBe('idle')
  })
})

describe('the context', () => {
  it('is the maximum of what is shown', () => {
    expect(handsOutContext(race(right))).toEqual(holds)
    expect(message(handsOutContext(race(silent)))).toMatch(
      /There was no context; it should be \{c1:1, c2:1\}/,
    )
    const wrong = answering((type, answer) =>
      type === 'vv_read' ? { ...answer, context: { c1: 1 } } : answer,
    )
    expect(message(handsOutContext(race(wrong)))).toMatch(
      /The context was \{c1:1\}; it should be \{c1:1, c2:1\}/,
    )
  })
})
