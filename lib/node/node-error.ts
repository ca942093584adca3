import type { Body } from '../protocol/message.ts'
import type { NodeError } from './api.ts'

// Captured before the learner's code can replace it.
const ErrorConstructor = Error

/** Fields, which are defined and not assigned, for a program may have frozen the prototypes or put setters there. */
class MadeError extends ErrorConstructor {
  override readonly name = 'NodeError'
  readonly code: number
  readonly #made = true

  constructor(code: number, text: string) {
    super(text)
    this.code = code
  }

  static is(given: object): given is MadeError {
    return #made in given
  }
}

const { is } = MadeError

/** Every rpc makes one, before it is known whether it will be needed, and a deep stack would cost more than the message. */
const frames = 4

/** An error that a handler may throw to answer with it, and that an rpc rejects with. */
export function makeNodeError(code: number, text: string): NodeError {
  const before = limitFrames(frames)
  const error = new MadeError(code, text)
  limitFrames(before)
  return error
}

/** Returns the limit before. Where a program has frozen Error, or put an accessor there, it stays as it is. */
function limitFrames(limit: number): number {
  try {
    const before = ErrorConstructor.stackTraceLimit
    ErrorConstructor.stackTraceLimit = limit
    return before
  } catch {
    return limit
  }
}

/** True only for errors made here: another object with a `code` is some other bug, not an answer. */
export function isNodeError(error: unknown): error is NodeError {
  return typeof error === 'object' && error !== null && is(error)
}

/** The error that an answer of type "error" stands for. */
export function fromErrorBody(body: Body): NodeError {
  const code = typeof body.code === 'number' ? body.code : 13
  return makeNodeError(code, typeof body.text === 'string' ? body.text : `error ${code}`)
}
