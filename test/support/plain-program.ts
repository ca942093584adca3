import type { Node } from '../../lib/node/api.ts'
import type { Port } from '../../lib/node/port.ts'
import { createRuntime } from '../../lib/node/runtime.ts'
import { describeError, stackOf } from '../../lib/sandbox/realm/errors.ts'
import type { Host, Instance, Program } from '../../lib/sim/program.ts'

/** What a learner's file exports. */
export type Main = (node: Node) => unknown

const realm = { object: Object.prototype }

/**
 * A program written against the learner's API, run in this process with no sandbox around it. Promises are never
 * waited for, since only a realm can be drained in the middle of a simulation, so it suits synchronous programs. What
 * a handler is given is the trace's own, and must not be changed.
 */
export function plainProgram(main: Main): Program {
  return { create: (host) => createInstance(main, host) }
}

function createInstance(main: Main, host: Host): Instance {
  const port = createPort(host)
  const runtime = createRuntime(port)
  return {
    start() {
      try {
        main(runtime.node)
      } catch (error) {
        port.fail(error, 'starting')
      }
      return undefined
    },
    receive: runtime.receive,
    fire: runtime.fire,
    ask: runtime.ask,
    drain() {},
    here: () => stackOf(new Error()),
  }
}

function createPort(host: Host): Port {
  return {
    id: host.id,
    nodeIds: [...host.nodeIds],
    send: (dest, body, msgId, inReplyTo) => host.send(dest, body, realm, msgId, inReplyTo),
    setTimer: host.setTimer,
    clearTimer: host.clearTimer,
    now: host.now,
    random: host.random,
    log: host.log,
    fail(error, during, where) {
      host.fail({ during, error: describeError(error), stack: `${stackOf(error)}\n${stackOf(where)}` })
    },
    refuse: host.refuse,
  }
}
