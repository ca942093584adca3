import { type Body, isClient, type Value, valueKey } from '../protocol/message.ts'
import type { TraceEvent } from '../trace/event.ts'
import type { Operation } from '../trace/facts.ts'
import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { show, time } from './words.ts'

/** What the requests of a task mean to the laws of merging. */
export type Laws = {
  /**
   * What an answered request made its replica take in, part by part, each as a text that stands for it wherever it
   * comes from: an `add` of 1 and a `merge` of [1, 2] have one part in common. None where it should have changed
   * nothing, and undefined for a request that is no update.
   */
  parts(request: Body, answer: Body): string[] | undefined
  /** The update in a few words, such as "merge [1,2]". */
  told(request: Body, answer: Body): string
  /** What a replica shows, where that is not best said as a list of JSON. */
  shown?(values: readonly Value[]): string
}

/** An update that a replica acknowledged, and what it showed from then on. */
type Step = { told: string; at: number; shown: Value[] }

/** A replica at one moment. */
type State = { node: string; steps: Step[]; shown: Value[] }

/** Two states that should be the same, since the same went into both. */
export type Clash = { one: State; other: State }

/**
 * Replicas that took in the same show the same, in whatever order, in whatever portions and however often it came.
 * For replicas that are cut off from each other all the time; every moment of each of them counts.
 */
export function mergesLawfully(run: Run, laws: Laws): Finding {
  const { clash, compared } = clashIn(run, laws)
  if (clash === undefined) return compared ? holds : { kind: 'idle', why: nothingToCompare }
  const { one, other } = clash
  const say = laws.shown ?? ((values: readonly Value[]) => show([...values]))
  return {
    kind: 'fails',
    at: Math.max(endOf(one), endOf(other)),
    message:
      one.node === other.node
        ? `${history(one, say, 'showed')}. ${laterHistory(one, other, say)}. Nothing new had come, and no other node was heard. ${lawOf(clash)}`
        : `${history(one, say)}; ${history(other, say)}. The same went into both, and they were cut off from each other. ${lawOf(clash)}`,
    chain: one.node === other.node ? stepsOf(other, say) : [...stepsOf(one, say), ...stepsOf(other, say)],
  }
}

/** Of the states that contradict each other the two that took least; `compared` when there were any to compare. */
export function clashIn(run: Run, laws: Laws): { clash: Clash | undefined; compared: boolean } {
  const groups = new Map<string, Map<string, State>>()
  // Then others have a say in what a replica shows, too.
  if (run.facts.serverMessages.some(({ deliveries }) => deliveries.length > 0))
    return { clash: undefined, compared: false }
  let compared = false
  for (const { parts, state } of statesOf(run, laws)) {
    const group = groups.get(parts)
    const shown = state.shown.map(valueKey).sort().join()
    if (group === undefined) groups.set(parts, new Map([[shown, state]]))
    else {
      compared = true
      const known = group.get(shown)
      if (known === undefined || known.steps.length > state.steps.length) group.set(shown, state)
    }
  }
  const clashes = [...groups.values()].flatMap((group): Clash[] => {
    const [one, other] = [...group.values()].sort((a, b) => a.steps.length - b.steps.length)
    return one === undefined || other === undefined ? [] : [{ one, other }]
  })
  const [clash] = clashes.sort((a, b) => weightOf(a) - weightOf(b))
  return { clash, compared }
}

function weightOf({ one, other }: Clash): number {
  return one.steps.length + other.steps.length
}

/** Which law the two break: the one that allows what alone differs between them. */
export function lawOf({ one, other }: Clash): string {
  const [a, b] = [one, other].map(({ steps }) => steps.map(({ told }) => told)) as [string[], string[]]
  if (sorted(a) === sorted(b)) return commutative
  return sorted([...new Set(a)]) === sorted([...new Set(b)]) ? idempotent : associative
}

function sorted(texts: string[]): string {
  return JSON.stringify([...texts].sort())
}

/** What a replica knows of itself while the run is gone through. */
type Replica = { steps: Step[]; parts: Set<string>; shown: Map<string, Value>; waiting: Set<Operation> }

function statesOf(run: Run, laws: Laws): { parts: string; state: State }[] {
  const { trace, facts } = run
  const asked = new Map(facts.operations.map((operation) => [operation.sent.event.message, operation]))
  const answered = new Map(facts.operations.map((operation) => [operation.answer?.body, operation]))
  const replicas = new Map(
    trace.plan.nodes.map((node): [string, Replica] => [
      node,
      { steps: [], parts: new Set(), shown: new Map(), waiting: new Set() },
    ]),
  )
  const states: { parts: string; state: State }[] = []
  for (const event of trace.events) {
    const replica = replicas.get(nodeOf(event) ?? '')
    if (event.kind === 'learn') replica?.shown.set(valueKey(event.value), event.value)
    else if (event.kind === 'forget') replica?.shown.delete(valueKey(event.value))
    else if (event.kind === 'crash') replicas.delete(event.node)
    else if (event.kind === 'deliver' && !isClient(event.dest)) {
      const operation = asked.get(event.message)
      if (operation !== undefined) replica?.waiting.add(operation)
    } else if (event.kind === 'deliver') {
      const operation = answered.get(facts.sent[event.message]?.event.body)
      const state = operation && stateAfter(operation, replicas.get(operation.node), laws)
      if (state !== undefined) states.push(state)
    }
  }
  return states
}

function nodeOf(event: TraceEvent): string | undefined {
  if ('node' in event) return event.node
  return event.kind === 'deliver' ? event.dest : undefined
}

/** The replica's state now that a client has this answer; undefined where it is no update, or others are under way. */
function stateAfter(operation: Operation, replica: Replica | undefined, laws: Laws) {
  const { node, request, answer } = operation
  replica?.waiting.delete(operation)
  if (replica === undefined || answer === undefined) return undefined
  const parts = laws.parts(request, answer.body)
  if (parts === undefined) return undefined
  for (const part of parts) replica.parts.add(part)
  const shown = [...replica.shown.values()]
  replica.steps.push({ told: laws.told(request, answer.body), at: answer.at, shown })
  if (replica.waiting.size > 0) return undefined
  return { parts: sorted([...replica.parts]), state: { node, steps: [...replica.steps], shown } }
}

function endOf({ steps }: State): number {
  return steps.at(-1)?.at ?? 0
}

type Say = (values: readonly Value[]) => string

function history({ node, steps, shown }: State, say: Say, verb = 'shows'): string {
  return `${node} took ${steps.map(({ told }) => told).join(', then ')} and ${verb} ${say(shown)}`
}

/** One replica, later: it took something once more. */
function laterHistory(one: State, { steps, shown }: State, say: Say): string {
  const more = steps.slice(one.steps.length).map(({ told }) => told)
  return `Then it took ${more.join(', then ')} and showed ${say(shown)}`
}

function stepsOf({ node, steps }: State, say: Say): string[] {
  return steps.map(
    ({ told, at, shown }) => `${node} took ${told} at ${time(at)} and showed ${say(shown)} then.`,
  )
}

const commutative = 'The order must not matter: merging is commutative, and associative.'
const idempotent = 'How often it comes must not matter: merging is idempotent.'
const associative = 'In which portions it comes must not matter: merging takes in all that either side holds.'
const nothingToCompare =
  'Not judged: no two replicas that were cut off from each other acknowledged the same updates.'
