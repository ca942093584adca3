import type { Json } from '../../../lib/protocol/message.ts'
import type { Random } from '../../../lib/random/random.ts'
import { integer, pick, shuffled } from '../../../lib/scenario/dice.ts'
import { type Asked, periodicPlan } from '../../../lib/scenario/periodic.ts'
import type { Fault, Plan } from '../../../lib/trace/plan.ts'
import { contract, equalWithinMs, lossLingersMs, observed, skewMs } from './bounds.ts'
import { read, write } from './talk.ts'

/** Of every kind in turn: two plain ones, and two that careless stores trip over. */
export const keys = ['x', 'y', '', '__proto__']

export function asked(at: number, node: string, { body }: { body: Asked['body'] }): Asked {
  return { at, node, body }
}

type Story = {
  requests: Asked[]
  faults?: Fault[]
  skew?: Plan['skew']
  /** Whether messages are lost, doubled and overtaken. */
  isRough?: boolean
}

/** The requests, and in the end, when all must hold the same, a read of every key at every node. */
export function storePlan(name: string, seed: number, nodes: string[], story: Story): Plan {
  const { requests, faults = [], skew, isRough = false } = story
  const ends = faults.flatMap((fault) => (fault.kind === 'partition' ? [fault.to] : []))
  const settlesAt = Math.max(...requests.map(({ at }) => at), ...ends)
  const finalAt = settlesAt + equalWithinMs + 100
  const final = nodes.flatMap((node) => keys.map((key) => asked(finalAt, node, read(key))))
  const loss: Fault = { kind: 'loss', from: 0, to: settlesAt + lossLingersMs, probability: 0.2 }
  return periodicPlan(name, seed, nodes, [...requests, ...final], {
    contract,
    observe: observed(keys),
    until: finalAt + 400,
    faults: isRough ? [...faults, loss] : faults,
    ...(skew === undefined ? {} : { skew }),
    ...(isRough ? { duplicate: 0.1, reorder: 0.2, reorderMs: 300 } : {}),
  })
}

/** The values of a run are made of numbers that are all different: by its value an entry is known again. */
const inAllShapes: ((number: number) => Json)[] = [
  (number) => number,
  (number) => `text ${number}`,
  (number) => ({ number, of: null }),
  (number) => [number],
]

/** One value for each number, save that four of them are what a test for truth takes for none. */
function valuesOf(random: Random, numbers: number[]): Json[] {
  const plain = numbers.slice(4).map((number, place) => inAllShapes[place % 4]?.(number) ?? number)
  return shuffled(random, [null, false, 0, '', ...plain])
}

/** Writes of such values at random nodes, the keys by turns, from one time to another. */
export function writes(
  random: Random,
  nodes: readonly string[],
  numbers: number[],
  from: number,
  to: number,
): Asked[] {
  return valuesOf(random, numbers).map((value, place) => {
    const at = Math.floor(from + ((to - from) * place) / numbers.length) + integer(random, 0, 40)
    return asked(at, pick(random, nodes), write(keys[place % keys.length] ?? '', value))
  })
}

/** Every clock is off by as much as may be, one way or the other, or by something in between. */
export function skewed(random: Random, nodes: readonly string[]): { [node: string]: number } {
  const [slow, fast, ...others] = shuffled(random, nodes)
  const skew = Object.fromEntries(others.map((node) => [node, integer(random, -skewMs, skewMs)]))
  return { ...skew, [slow ?? '']: -skewMs, [fast ?? '']: skewMs }
}

/** A node writes, its clock is set back, and it writes again under the same keys. */
export function steppedBack(
  random: Random,
  node: string,
  at: number,
  numbers: number[],
): { requests: Asked[]; fault: Fault } {
  const around = keys.flatMap((key, place) => [
    asked(at - 100 + place, node, write(key, numbers[place] ?? 0)),
    asked(at + 100 + place, node, write(key, numbers[place + keys.length] ?? 1)),
  ])
  const fault: Fault = { kind: 'clock-step', node, at, stepMs: -integer(random, 1000, 5000) }
  return { requests: around, fault }
}
