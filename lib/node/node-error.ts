import type { Body } from '../protocol/message.ts'
import type { NodeError } from './api.ts'

// Captured before the learner's code can replace them.
const ErrorConstructor = Error
const made = new WeakSet<object>()
const isMade = made.has.bind(made)
const remember = made.add.bind(made)

/** An error that a handler may throw to answer with it, and that an rpc rejects with. */
export function makeNodeError(code: number, text: string): NodeError {
  const error = new ErrorConstructor(text) as Error & { code: number }
  error.name = 'NodeError'
  error.code = code
  remember(error)
  return error
}

/** True only for errors made here: another object with a `code` is some other bug, not an answer. */
export function isNodeError(error: unknown): error is NodeError {
  return isMade(error as object)
}

/** The error that an answer of type "error" stands for. */
export function fromErrorBody(body: Body): NodeError {
  const code = typeof body.code === 'number' ? body.code : 13
  return makeNodeError(code, typeof body.text === 'string' ? body.text : `error ${code}`)
}
