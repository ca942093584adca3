import type { Body, Message } from '../protocol/message.ts'
import type * as Api from './api.ts'
import { createMark } from './mark.ts'
import { isNodeError, makeNodeError } from './node-error.ts'
import type { Port } from './port.ts'
import { createRequests } from './rpc.ts'
import { createTimers, isThenable } from './timers.ts'

/** The runner's handle on a node: everything that can happen to it. */
export type Runtime = {
  node: Api.Node
  /** `malformed` says what is wrong with a request that breaks its task's contract; it is answered with error 12. */
  receive(message: Message, malformed?: string): void
  fire(timer: number): void
  /**
   * Puts requests to their handlers outside the network; `answer` gets each reply when it comes, with the number of its
   * request. Replies that come after the next call are nobody's.
   */
  ask(requests: readonly Body[], answer: (index: number, body: object) => void): void
  setTimer(ms: number, run: () => unknown, every: boolean, during: string): number
  clearTimer(timer: number): void
}

type Handler = { run: (body: unknown, message: Message) => unknown; during: string; where: Error }

/**
 * The learner's API over a port. It runs inside the learner's own realm, beside code that may have replaced any
 * built-in, so it is written in syntax and null-prototype records and calls no method of Map, Array or Promise.
 */
export function createRuntime(port: Port): Runtime {
  const handlers: { [type: string]: Handler } = Object.create(null)
  const answered = createMark()
  const timers = createTimers(port)
  const requests = createRequests(port, timers)
  let accept: ((message: Message) => boolean) | undefined
  // Questions out of band have numbers below 0, which no request on the network has.
  let asked = 0
  let firstAsked = 0
  let answerAsked: ((index: number, body: object) => void) | undefined

  function reply(message: Message, body: unknown): void {
    const { msg_id } = message.body
    if (msg_id === undefined || answered.has(message)) return
    if (typeof body !== 'object' || body === null) throw new TypeError(notAnAnswer(body))
    answered.put(message)
    if (!(msg_id < 0)) port.send(message.src, body, undefined, msg_id)
    else if (msg_id <= firstAsked) answerAsked?.(firstAsked - msg_id, body)
  }

  function failed(message: Message, handler: Handler, error: unknown): void {
    let uncaught = error
    try {
      if (isNodeError(error)) {
        answerError(message, error)
        return
      }
    } catch (unsendable) {
      uncaught = unsendable
    }
    port.fail(uncaught, handler.during, handler.where)
  }

  function answerError(message: Message, error: Api.NodeError): void {
    reply(message, { type: 'error', code: error.code, text: error.message })
  }

  function finish(message: Message, handler: Handler, result: unknown): void {
    try {
      if (result !== undefined && result !== null) reply(message, result)
    } catch (error) {
      port.fail(error, handler.during, handler.where)
    }
  }

  async function finishLater(message: Message, handler: Handler, pending: unknown): Promise<void> {
    let result: unknown
    try {
      result = await pending
    } catch (error) {
      failed(message, handler, error)
      return
    }
    finish(message, handler, result)
  }

  function handle(message: Message): void {
    const { body } = message
    const handler = handlers[body.type]
    if (handler === undefined) {
      if (body.msg_id === undefined) port.refuse('unhandled')
      else answerError(message, makeNodeError(10, notSupported(port.id, body.type)))
      return
    }
    let result: unknown
    let isPromised: boolean
    try {
      const { run } = handler
      result = run(body, message)
      isPromised = isThenable(result)
    } catch (error) {
      failed(message, handler, error)
      return
    }
    if (isPromised) void finishLater(message, handler, result)
    else finish(message, handler, result)
  }

  function isAccepted(message: Message): boolean {
    if (accept === undefined) return true
    try {
      if (accept(message)) return true
      port.refuse('filter')
    } catch (error) {
      port.fail(error, 'node.filter')
    }
    return false
  }

  const node: Api.Node = {
    id: port.id,
    nodeIds: port.nodeIds,
    peers: without(port.nodeIds, port.id),
    on(type, run) {
      if (typeof run !== 'function') throw new TypeError(needsFunction(`node.on("${type}", …)`))
      handlers[type] = { run, during: `the handler of "${type}"`, where: new ErrorConstructor() }
    },
    reply(message, body) {
      if (!isMessage(message)) throw new TypeError(notAMessage)
      reply(message, body)
    },
    send(dest, body) {
      port.send(dest, body, undefined, undefined)
    },
    rpc: requests.call,
    every: (ms, task) => timers.cancellable(timers.set(ms, task, true, `node.every(${ms}, …)`)),
    after: (ms, task) => timers.cancellable(timers.set(ms, task, false, `node.after(${ms}, …)`)),
    filter(predicate) {
      if (typeof predicate !== 'function') throw new TypeError(needsFunction('node.filter(…)'))
      accept = predicate
    },
    now: port.now,
    random: port.random,
    log(...parts) {
      let text = ''
      for (let index = 0; index < parts.length; index++)
        text += (index === 0 ? '' : ' ') + asText(parts[index])
      port.log(text)
    },
    error: (code, text) => makeNodeError(code, text ?? `error ${code}`),
  }

  return {
    node,
    receive(message, malformed) {
      if (!isAccepted(message)) return
      if (malformed !== undefined) answerError(message, makeNodeError(12, malformed))
      else if (message.body.in_reply_to !== undefined) requests.answer(message)
      else handle(message)
    },
    fire: timers.fire,
    ask(questions, answer) {
      answerAsked = answer
      firstAsked = asked - 1
      for (let index = 0; index < questions.length; index++)
        handle({ src: 'c0', dest: port.id, body: { ...(questions[index] as Body), msg_id: --asked } })
    },
    setTimer: timers.set,
    clearTimer: timers.clear,
  }
}

function without(ids: string[], id: string): string[] {
  const others: string[] = []
  for (let index = 0; index < ids.length; index++) {
    const other = ids[index] as string
    if (other !== id) others[others.length] = other
  }
  return others
}

// Captured before the learner's code can replace them.
const stringify = JSON.stringify
const ErrorConstructor = Error

/** One part of a log line. Whatever a program logs must not be able to hurt it. */
function asText(part: unknown): string {
  if (typeof part === 'string') return part
  try {
    if (part instanceof Error) return `${part.name}: ${part.message}`
    return stringify(part) ?? `${part as string}`
  } catch {
    return '(something that cannot be printed)'
  }
}

function notAnAnswer(given: unknown): string {
  return `an answer must be an object with a type, or nothing at all; this is ${typeof given}: ${asText(given)}`
}

function isMessage(given: unknown): given is Message {
  if (typeof given !== 'object' || given === null) return false
  const { body } = given as Partial<Message>
  return typeof body === 'object' && body !== null
}

const notAMessage =
  'node.reply(message, body) needs the message that it answers. A handler gets it after the body: (body, message) => …'

function needsFunction(call: string): string {
  return `${call} needs a function`
}

function notSupported(id: string, type: string): string {
  return `${id} has no handler for "${type}"`
}
