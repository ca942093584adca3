import type { Body } from '../protocol/message.ts'
import type { NodeError } from './api.ts'
import { createMark } from './mark.ts'

// Captured before the learner's code can replace it.
const ErrorConstructor = Error
const made = createMark()

/** Every rpc makes one, before it is known whether it will be needed, and a deep stack would cost more than the message. */
const frames = 4

/** An error that a handler may throw to answer with it, and that an rpc rejects with. */
export function makeNodeError(code: number, text: string): NodeError {
  const { stackTraceLimit } = ErrorConstructor
  ErrorConstructor.stackTraceLimit = frames
  const error = new ErrorConstructor(text) as Error & { code: number }
  ErrorConstructor.stackTraceLimit = stackTraceLimit
  error.name = 'NodeError'
  error.code = code
  made.put(error)
  return error
}

/** True only for errors made here: another object with a `code` is some other bug, not an answer. */
export function isNodeError(error: unknown): error is NodeError {
  return made.has(error)
}

/** The error that an answer of type "error" stands for. */
export function fromErrorBody(body: Body): NodeError {
  const code = typeof body.code === 'number' ? body.code : 13
  return makeNodeError(code, typeof body.text === 'string' ? body.text : `error ${code}`)
}
