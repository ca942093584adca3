import type { Body, Message } from '../protocol/message.ts'
import type { Node } from './api.ts'
import { fromErrorBody, makeNodeError } from './node-error.ts'
import type { Port } from './port.ts'
import type { Timers } from './timers.ts'

const defaultTimeoutMs = 1000

// Captured before the learner's code can replace it.
const PromiseConstructor = Promise

type Pending = {
  dest: string
  resolve: (body: Body) => void
  reject: (error: unknown) => void
  timer: number
}

/** The requests a node has sent and not yet heard back about. */
export type Requests = { call: Node['rpc']; answer(message: Message): void }

export function createRequests(port: Port, timers: Timers): Requests {
  const pending: { [msgId: number]: Pending } = Object.create(null)
  let last = 0

  return {
    call(dest, body, options) {
      const timeoutMs = options?.timeoutMs ?? defaultTimeoutMs
      const msgId = ++last
      const expired = makeNodeError(0, timedOut(body, dest, timeoutMs))
      port.send(dest, body, msgId, undefined)
      return new PromiseConstructor((resolve, reject) => {
        const expire = () => {
          delete pending[msgId]
          reject(expired)
        }
        const timer = timers.set(timeoutMs, expire, false, 'the time-out of an rpc')
        pending[msgId] = { dest, resolve, reject, timer }
      })
    },
    answer(message) {
      const msgId = message.body.in_reply_to as number
      const request = pending[msgId]
      // Late, or from someone who was not asked: nobody waits for it.
      if (request === undefined || request.dest !== message.src) return
      delete pending[msgId]
      timers.clear(request.timer)
      if (message.body.type === 'error') request.reject(fromErrorBody(message.body))
      else request.resolve(message.body)
    },
  }
}

function timedOut(body: { type: string }, dest: string, timeoutMs: number): string {
  return `no answer to "${body?.type}" from ${dest} within ${timeoutMs} ms`
}
