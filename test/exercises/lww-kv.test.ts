import { describe, expect, it } from 'vitest'
import grader from '../../exercises/4-epidemic-crdts/3-lww-kv/grader.ts'
import { compareEntries, compareTexts, type Entry } from '../../lib/check/lww-order.ts'
import { entriesOf } from '../../lib/check/lww-replica.ts'
import { isRequiredFailure, judge } from '../../lib/grade/judge.ts'
import { canonicalJson } from '../../lib/protocol/canonical-json.ts'
import type { Json } from '../../lib/protocol/message.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import { run } from '../support/run.ts'
import { type Habits, store } from '../support/store.ts'

/** Which checks fail, in one run of each of these scenarios. */
function failing(habits: Habits, scenarios: string[]): string[] {
  const failed = grader.scenarios
    .filter(({ name }) => scenarios.includes(name))
    .flatMap(({ plan }) => judge(grader, run(store(habits), plan(1))).findings.filter(isRequiredFailure))
  return [...new Set(failed.map(({ check }) => check.id))]
}

const alone = ['talk', 'step-back', 'pairs', 'orders']

function byTs(compare: (one: number, other: number) => number): Habits {
  return {
    takes: (held, incoming) =>
      (compare(incoming.ts, held.ts) || compareEntries({ ...incoming, ts: 0 }, { ...held, ts: 0 })) > 0,
  }
}

function byValueText(textOf: (value: Json) => string): Habits {
  return {
    takes(held, incoming) {
      const [one, other] = [textOf(incoming.value), textOf(held.value)]
      return (
        (compareEntries({ ...incoming, value: 0 }, { ...held, value: 0 }) || compareTexts(one, other)) > 0
      )
    },
  }
}

function isRecord(value: Json): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Sorts the keys of the value itself, and not those of what is in it. */
function sortedOutside(value: Json): string {
  if (!isRecord(value)) return JSON.stringify(value)
  const fields = Object.keys(value).sort()
  return `{${fields.map((key) => `${JSON.stringify(key)}:${JSON.stringify(value[key])}`).join(',')}}`
}

/** A list of names leaves out all others, further in as well. */
const replaced = (value: Json) =>
  JSON.stringify(value, isRecord(value) ? Object.keys(value).sort() : undefined)

/** Whole numbers come first in an object, by size, whatever the order in which they were put in. */
const rebuilt = (value: Json) =>
  JSON.stringify(isRecord(value) ? Object.fromEntries(Object.entries(value).sort()) : value)

const nameless = (entries: Map<string, Entry>) =>
  new Map([...entries].map(([key, { value, ts }]): [string, Entry] => [key, { value, ts }]))

describe.each(grader.scenarios)('$name', ({ plan, sometimes = [] }) => {
  it('exercises what it is there for, and lets a right store pass', () => {
    const ran = run(store(), plan(1))
    expect(judge(grader, ran).findings.filter(isRequiredFailure)).toEqual([])
    for (const { happened, name } of sometimes) expect(happened(ran), name).toBe(true)
  })
})

/** By key, the values that clients bring in a plan, as texts. */
function broughtBy({ operations }: Plan): Map<string, string[]> {
  const brought = new Map<string, string[]>()
  const bring = (key: string, value: Json) =>
    brought.set(key, [...(brought.get(key) ?? []), canonicalJson(value)])
  for (const { body } of operations) {
    if (body.type === 'write') bring(body.key as string, body.value as Json)
    for (const [key, entry] of entriesOf(body.entries)) bring(key, entry.value)
  }
  return brought
}

describe('the scenarios of the store', () => {
  it('tell entries apart by their values, wherever replicas hear of each other', () => {
    const clusters = grader.scenarios.filter(({ name }) => !alone.includes(name))
    for (const { plan } of clusters) {
      for (let seed = 1; seed <= 40; seed++) {
        for (const values of broughtBy(plan(seed)).values()) expect(new Set(values).size).toBe(values.length)
      }
    }
  })

  it.each<[string, Habits]>([
    ['compares ts as texts', byTs((one, other) => compareTexts(String(one), String(other)))],
    ['compares ts in milliseconds', byTs((one, other) => Math.round(one * 1000) - Math.round(other * 1000))],
    [
      'takes a ts of 0 for none',
      { takes: (held, incoming) => !held.ts || compareEntries(incoming, held) > 0 },
    ],
    ['sorts the outermost keys alone', byValueText(sortedOutside)],
    ['gives JSON.stringify a list of keys', byValueText(replaced)],
    ['builds objects anew with sorted keys', byValueText(rebuilt)],
    ['compares texts as people do', byValueText((value) => JSON.stringify(value).toLowerCase())],
    [
      'keeps what is far ahead of its clock out',
      { takes: (held, { ts }) => ts > held.ts && ts < 1767225660 },
    ],
    ['counts what it was given', { counts: (_, all) => all }],
    ['tells no ts but that of its clock', { says: (_, node) => node.now() / 1000 }],
    ['shows nothing where null is', { reads: (entry) => (entry?.value === null ? undefined : entry) }],
  ])('are failed, alone, by one that %s', (_, habits) => {
    expect(failing(habits, alone)).not.toEqual([])
  })

  it.each<[string, Habits, string]>([
    ['tells entries without their node', { tells: nameless }, 'same-moment'],
    ['tells its peers every six seconds', { everyMs: 6000 }, 'same-moment'],
    ['waits for a second before it answers', { waitsMs: 1000 }, 'three'],
    ['puts over what is held whatever peers tell', { takesFromPeers: () => true }, 'behind'],
    ['stamps by its clock', { stamps: (now) => now }, 'three'],
    ['counts from one write to the next', { stamps: (_, held) => (held?.ts ?? 0) + 1 }, 'three'],
  ])('are failed by a cluster of those that each %s', (_, habits, scenario) => {
    expect(failing(habits, [scenario])).not.toEqual([])
  })
})
