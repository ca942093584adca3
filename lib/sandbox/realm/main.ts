import type { Port } from '../../node/port.ts'
import { createRuntime } from '../../node/runtime.ts'
import { isThenable } from '../../node/timers.ts'
import type { Body, Json, Message } from '../../protocol/message.ts'
import type { Bridge, Inside } from './bridge.ts'
import { describeError, stackOf } from './errors.ts'
import { installGlobals } from './globals.ts'

// This file becomes one script, evaluated in each node's fresh context before the learner's program.
const { keys } = Object
const { isArray } = Array
const { defineProperty } = Object
const ErrorConstructor = Error
const TypeErrorConstructor = TypeError
const RangeErrorConstructor = RangeError
// Not `instanceof`: the program may say what that means.
const isOurs = Object.prototype.isPrototypeOf.bind(Object.prototype)
const overflow = 'Maximum call stack size exceeded'

/** Makes a realm ready for one life of one node. */
export function boot(bridge: Bridge): Inside {
  // Between the program's frames and a stack's top lie those of the runtime and the host.
  ErrorConstructor.stackTraceLimit = 50
  const port = createPort(bridge)
  const runtime = createRuntime(port)
  installGlobals(runtime, port, () => crossing(bridge.uptime))

  async function catchLater(starting: PromiseLike<unknown>): Promise<void> {
    try {
      await starting
    } catch (error) {
      port.fail(error, 'starting')
    }
  }

  return {
    start(program) {
      try {
        const exported = program() as { default?: unknown }
        const main = typeof exported === 'function' ? exported : exported?.default
        if (typeof main !== 'function') return notAFunction(main)
        const result: unknown = main(runtime.node)
        if (isThenable(result)) void catchLater(result)
      } catch (error) {
        port.fail(error, 'starting')
      }
      return undefined
    },
    receive(message, malformed) {
      let copy: Message
      try {
        copy = copyIn(message as unknown as Json) as unknown as Message
      } catch (error) {
        // A setter that the program has put on a prototype.
        port.fail(error, 'receiving a message')
        return
      }
      runtime.receive(copy, malformed)
    },
    fire: runtime.fire,
    ask(requests, answer) {
      runtime.ask(copyIn(requests as unknown as Json) as unknown as Body[], (index, body) =>
        crossing(() => answer(index, body)),
      )
    },
    here: () => stackOf(new ErrorConstructor()),
    objectPrototype: Object.prototype,
    promisePrototype: Promise.prototype,
  }
}

function createPort(bridge: Bridge): Port {
  const { send, setTimer, log, fail } = bridge
  return {
    id: bridge.id,
    nodeIds: copyIn(bridge.nodeIds) as string[],
    send(dest, body, msgId, inReplyTo) {
      const problem = crossing(() => send(dest, body, msgId, inReplyTo))
      if (problem !== undefined) throw new TypeErrorConstructor(problem)
    },
    setTimer(timer, ms) {
      const problem = crossing(() => setTimer(timer, ms))
      if (problem !== undefined) throw new ErrorConstructor(problem)
    },
    clearTimer: (timer) => crossing(() => bridge.clearTimer(timer)),
    now: () => crossing(bridge.now),
    random: () => crossing(bridge.random),
    log(text) {
      const problem = crossing(() => log(text))
      if (problem !== undefined) throw new ErrorConstructor(problem)
    },
    fail(error, during, where) {
      const stack = stackOf(error)
      crossing(() =>
        fail(during, describeError(error), where === undefined ? stack : `${stack}\n${stackOf(where)}`),
      )
    },
    refuse: (reason) => crossing(() => bridge.refuse(reason)),
  }
}

/** Calls into the host and lets out only what this realm made: a host error (its stack ran out, say) would carry the host's constructors in. */
function crossing<T>(call: () => T): T {
  try {
    return call()
  } catch (error) {
    throw typeof error !== 'object' || error === null || isOurs(error)
      ? error
      : new RangeErrorConstructor(overflow)
  }
}

/** Copies a host's JSON into objects of this realm, so that their prototypes are the program's own. */
function copyIn(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value
  if (isArray(value)) {
    const list: Json[] = []
    for (let index = 0; index < value.length; index++) list[index] = copyIn(value[index] as Json)
    return list
  }
  const copy: { [key: string]: Json } = {}
  const names = keys(value)
  for (let index = 0; index < names.length; index++) {
    const name = names[index] as string
    const item = copyIn(value[name] as Json)
    if (name === '__proto__')
      defineProperty(copy, name, { value: item, enumerable: true, configurable: true, writable: true })
    else copy[name] = item
  }
  return copy
}

function notAFunction(main: unknown): string {
  const what = main === undefined ? 'nothing' : main === null ? 'null' : typeof main
  return `must export a function by default, as in "export default function (node) { … }"; its default export is ${what}`
}
