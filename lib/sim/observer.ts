import type { Value } from '../protocol/message.ts'
import type { Observe } from '../trace/plan.ts'
import type { Instance } from './program.ts'

/** What an observation found that was not so before. */
export type Sight =
  | { kind: 'learn'; value: Value }
  | { kind: 'forget'; value: Value }
  | { kind: 'repeat'; value: Value }
  | { kind: 'unreadable'; problem: string }

/** Watches what one node knows by asking it, outside the network, after everything that happens to it. */
export class Observer {
  readonly #observe: Observe
  #list: unknown[] = []
  #known = new Set<unknown>()
  #repeated = new Set<unknown>()
  #problems = new Set<string>()

  constructor(observe: Observe) {
    this.#observe = observe
  }

  /** `meddled` says what the program did besides answering, if anything. */
  look(instance: Instance, meddled: () => string | undefined): Sight[] {
    let answer: { [field: string]: unknown } | undefined
    const { request } = this.#observe
    instance.ask(request, (body) => {
      answer = body as { [field: string]: unknown }
    })
    instance.drain()
    const deed = meddled()
    if (deed !== undefined) return this.#once(answeringDoes(request.type, deed))
    try {
      return this.#read(answer)
    } catch {
      // Getters and proxies of the program's own run here. Whatever they throw stays theirs.
      return this.#once(unlookable(request.type))
    }
  }

  #read(answer: { [field: string]: unknown } | undefined): Sight[] {
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

function notAValue(type: string, field: string, index: number): string {
  return `in the answer to "${type}", ${field}[${index}] is neither a number nor a string`
}

function shown(field: unknown): string {
  return typeof field === 'string' ? `"${field}"` : typeof field === 'number' ? `${field}` : typeof field
}
