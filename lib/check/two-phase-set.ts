import { type Body, type Value, valueKey } from '../protocol/message.ts'
import type { Operation } from '../trace/facts.ts'
import { type Finding, holds } from './finding.ts'
import { Knowing } from './knowing.ts'
import { heldOf } from './merges.ts'
import type { Run } from './run.ts'
import { show, time } from './words.ts'

/** What was ever added and what was ever removed, as keys of values. An element is there when it is in the first alone. */
class TwoPhaseSet {
  readonly added = new Set<string>()
  readonly removed = new Set<string>()

  has(key: string): boolean {
    return this.added.has(key) && !this.removed.has(key)
  }

  /** Takes in an answered request, whatever it should have been answered. */
  take({ type, element, add_set, remove_set }: Body): void {
    const key = valueKey(element ?? null)
    if (type === 'add') this.added.add(key)
    else if (type === 'remove' && this.has(key)) this.removed.add(key)
    else if (type === 'merge') {
      for (const value of add_set as Value[]) this.added.add(valueKey(value))
      for (const value of remove_set as Value[]) this.removed.add(valueKey(value))
    }
  }

  get shown(): string[] {
    return [...this.added].filter((key) => !this.removed.has(key))
  }
}

/** The request in a few words: what of it a reader needs. */
export function twoPhaseTold({ type, element, add_set, remove_set }: Body, answer: Body): string {
  if (type === 'merge') return `merge +${JSON.stringify(add_set)} -${JSON.stringify(remove_set)}`
  const refused = answer.type === 'error' ? ` (error ${show(answer.code)})` : ''
  return `${type} ${JSON.stringify(element)}${refused}`
}

/** How many of the requests before the wrong one are told. */
const recent = 4

/**
 * Replicas that hear of clients alone show after every answer what a two-phase set shows that was asked the same, in
 * that order.
 */
export function actsAsTwoPhaseSet(run: Run): Finding {
  const { facts } = run
  if (facts.serverMessages.some(({ deliveries }) => deliveries.length > 0))
    return { kind: 'idle', why: heardOfOthers }
  const knowing = new Knowing(run)
  const answers = new Map(facts.sent.map((sent) => [sent.event.body, sent.deliveries[0]]))
  const sets = new Map<string, TwoPhaseSet>()
  const before = new Map<string, Operation[]>()
  for (const operation of facts.operations) {
    const { node, request, answer } = operation
    const answered = answer && answers.get(answer.body)
    if (!isUpdate(request) || answer === undefined || answered === undefined) continue
    const set = sets.get(node) ?? new TwoPhaseSet()
    sets.set(node, set)
    const earlier = before.get(node) ?? []
    before.set(node, [...earlier, operation])
    set.take(request)
    const shown = knowing.knownBy(node, answered)
    const wrong = [
      ...shown.filter((key) => !set.has(key)),
      ...set.shown.filter((key) => !shown.includes(key)),
    ]
    if (wrong.length === 0) continue
    return {
      kind: 'fails',
      at: answer.at,
      message: `At ${time(answer.at)} ${node} was asked to ${twoPhaseTold(request, answer.body)}. It should show ${show(heldOf(set.shown))} then; it showed ${show(heldOf(shown))}.`,
      chain: earlier.flatMap(toldBefore(heldOf(wrong))).slice(-recent),
    }
  }
  return sets.size > 0 ? holds : { kind: 'idle', why: nothingAnswered }
}

function isUpdate({ type }: Body): boolean {
  return type === 'add' || type === 'remove' || type === 'merge'
}

/** The earlier requests that have to do with the elements that are shown and should not be, or the other way round. */
function toldBefore(wrong: Value[]) {
  return ({ node, request, answer, invokedAt }: Operation): string[] => {
    const { element, add_set, remove_set } = request
    const named = [element, ...listOf(add_set), ...listOf(remove_set)]
    const isTelling = answer !== undefined && wrong.some((value) => named.includes(value))
    return isTelling ? [`${node} took ${twoPhaseTold(request, answer.body)} at ${time(invokedAt)}.`] : []
  }
}

function listOf(field: unknown): Value[] {
  return Array.isArray(field) ? field : []
}

const heardOfOthers = 'Not judged: replicas heard of each other, so that others had a say in what they show.'
const nothingAnswered = 'Not judged: no update was answered.'
