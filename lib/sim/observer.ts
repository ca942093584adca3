import { canonicalJson } from '../protocol/canonical-json.ts'
import type { Body, Json, Value } from '../protocol/message.ts'
import type { Observe, ObserveKeys } from '../trace/plan.ts'
import type { Instance } from './program.ts'

/** What an observation found that was not so before. */
export type Sight =
  | { kind: 'learn'; value: Value }
  | { kind: 'forget'; value: Value }
  | { kind: 'repeat'; value: Value }
  | { kind: 'unreadable'; problem: string }

/** Maelstrom's code for it. */
const keyDoesNotExist = 20

/** Watches what one node knows by asking it, outside the network, after everything that happens to it. */
export class Observer {
  readonly #observe: Observe
  /** Made once: what a program is handed is a copy of them. */
  readonly #requests: Body[]
  #list: unknown[] = []
  #known = new Set<unknown>()
  #repeated = new Set<unknown>()
  #problems = new Set<string>()

  constructor(observe: Observe) {
    this.#observe = observe
    const { request } = observe
    this.#requests = 'keys' in observe ? observe.keys.map((key) => ({ ...request, key })) : [request]
  }

  /** `meddled` says what the program did besides answering, if anything. */
  look(instance: Instance, meddled: () => string | undefined): Sight[] {
    const observe = this.#observe
    const { type } = observe.request
    const answers: (Answer | undefined)[] = this.#requests.map(() => undefined)
    instance.ask(this.#requests, (index, body) => {
      answers[index] = body as Answer
    })
    instance.drain()
    const deed = meddled()
    if (deed !== undefined) return this.#once(answeringDoes(type, deed))
    try {
      return 'keys' in observe ? this.#readKeys(observe, answers) : this.#read(answers[0])
    } catch {
      // Getters and proxies of the program's own run here. Whatever they throw stays theirs.
      return this.#once(unlookable(type))
    }
  }

  #readKeys(observe: ObserveKeys, answers: (Answer | undefined)[]): Sight[] {
    const { request, reply, field, keys, each, part } = observe
    const held: string[] = []
    for (const [index, key] of keys.entries()) {
      const answer = answers[index]
      if (answer === undefined) return this.#once(noAnswer(request.type))
      if (answer.type === 'error' && answer.code === keyDoesNotExist) continue
      if (answer.type !== reply) return this.#once(wrongAnswer(request.type, reply, answer))
      const given = plain(answer[field])
      if (given === undefined) return this.#once(noField(request.type, field))
      if (each === true && !Array.isArray(given)) return this.#once(noList(request.type, field))
      for (const item of each === true ? (given as Json[]) : [given]) held.push(holding(key, item, part))
    }
    return this.#compare(held)
  }

  #read(answer: Answer | undefined): Sight[] {
    const { request, reply, field } = this.#observe
    if (answer === undefined) return this.#once(noAnswer(request.type))
    if (answer.type !== reply) return this.#once(wrongAnswer(request.type, reply, answer))
    const list = answer[field]
    if (!Array.isArray(list)) return this.#once(noList(request.type, field))
    if (!this.#beginsAsBefore(list)) return this.#compare(list)
    return list.length === this.#list.length ? [] : this.#extend(list)
  }

  #beginsAsBefore(list: unknown[]): boolean {
    const last = this.#list
    if (list.length < last.length) return false
    for (let index = 0; index < last.length; index++) if (list[index] !== last[index]) return false
    return true
  }

  /** What most programs do most of the time: a set grows at its end, so what was there need not be looked at again. */
  #extend(list: unknown[]): Sight[] {
    const added = new Set<Value>()
    for (let index = this.#list.length; index < list.length; index++) {
      const value = list[index]
      if (!isValue(value) || this.#known.has(value) || added.has(value)) return this.#compare(list)
      added.add(value)
    }
    for (const value of added) {
      this.#known.add(value)
      this.#list.push(value)
    }
    return Array.from(added, (value) => ({ kind: 'learn', value }))
  }

  /** A Set tells 1 from "1" and holds every number and string by its own identity. */
  #compare(list: unknown[]): Sight[] {
    const sights: Sight[] = []
    const known = new Set<unknown>()
    for (let index = 0; index < list.length; index++) {
      const value = list[index]
      if (!isValue(value))
        return this.#once(notAValue(this.#observe.request.type, this.#observe.field, index))
      if (known.has(value)) {
        if (!this.#repeated.has(value)) {
          this.#repeated.add(value)
          sights.push({ kind: 'repeat', value })
        }
        continue
      }
      known.add(value)
      if (!this.#known.has(value)) sights.push({ kind: 'learn', value })
    }
    for (const value of this.#known)
      if (!known.has(value)) sights.push({ kind: 'forget', value: value as Value })
    this.#known = known
    this.#list = copyOf(list)
    return sights
  }

  /** Each problem is told once: a program that cannot be read stays so. */
  #once(problem: string): Sight[] {
    if (this.#problems.has(problem)) return []
    this.#problems.add(problem)
    return [{ kind: 'unreadable', problem }]
  }
}

type Answer = { [field: string]: unknown }

/** What a node holds under a key, as the trace tells it. */
function holding(key: string, item: Json, part: string | undefined): string {
  const isRecord = typeof item === 'object' && item !== null && !Array.isArray(item)
  const told = part !== undefined && isRecord && Object.hasOwn(item, part) ? (item[part] as Json) : item
  return `${key} = ${canonicalJson(told)}`
}

/** The answer has not been sent, so it may hold what JSON cannot carry, or belong to the learner's realm. */
function plain(given: unknown): Json | undefined {
  if (typeof given === 'string' || (typeof given === 'number' && Number.isFinite(given))) return given
  const text = JSON.stringify(given)
  return text === undefined ? undefined : (JSON.parse(text) as Json)
}

/** By index: the learner's realm may have replaced what iteration or Array.from would call. */
function copyOf(list: unknown[]): unknown[] {
  const copy: unknown[] = []
  for (let index = 0; index < list.length; index++) copy.push(list[index])
  return copy
}

function isValue(value: unknown): value is Value {
  return typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))
}

function answeringDoes(type: string, deed: string): string {
  return `answering "${type}" ${deed}; reading must not change anything`
}

function unlookable(type: string): string {
  return `the answer to "${type}" could not be looked at: reading its fields threw an error`
}

function noAnswer(type: string): string {
  return `"${type}" was not answered at once from memory`
}

function wrongAnswer(type: string, reply: string, answer: { [field: string]: unknown }): string {
  if (answer.type === 'error')
    return `"${type}" was answered with error ${shown(answer.code)}: ${shown(answer.text)}`
  return `"${type}" was answered with type ${shown(answer.type)} instead of "${reply}"`
}

function noList(type: string, field: string): string {
  return `the answer to "${type}" has no list "${field}"`
}

function noField(type: string, field: string): string {
  return `the answer to "${type}" has no "${field}"`
}

function notAValue(type: string, field: string, index: number): string {
  return `in the answer to "${type}", ${field}[${index}] is neither a number nor a string`
}

function shown(field: unknown): string {
  return typeof field === 'string' ? `"${field}"` : typeof field === 'number' ? `${field}` : typeof field
}
