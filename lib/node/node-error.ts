import type { Body } from '../protocol/message.ts'
import type { NodeError } from './api.ts'

// Captured before the learner's code can replace them.
const ErrorConstructor = Error
const mark: unique symbol = Symbol('NodeError') as never

/** An error that a handler may throw to answer with it, and that an rpc rejects with. */
export function makeNodeError(code: number, text: string): NodeError {
  const error = new ErrorConstructor(text) as Error & { code: number; [mark]: true }
  error.name = 'NodeError'
  error.code = code
  error[mark] = true
  return error
}

/** True only for errors made here: another object with a `code` is some other bug, not an answer. */
export function isNodeError(error: unknown): error is NodeError {
  return typeof error === 'object' && error !== null && (error as { [mark]?: true })[mark] === true
}

/** The error that an answer of type "error" stands for. */
export function fromErrorBody(body: Body): NodeError {
  const code = typeof body.code === 'number' ? body.code : 13
  return makeNodeError(code, typeof body.text === 'string' ? body.text : `error ${code}`)
}
