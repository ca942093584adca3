import vm from 'node:vm'
import realmSource from 'virtual:realm'
import type { Realm } from '../../protocol/json-copy.ts'
import { type Host, type Program, RunAborted } from '../../sim/program.ts'
import { programFile, realmFile } from '../files.ts'
import type { Bridge, Inside } from '../realm/bridge.ts'

/** Thrown into a realm to leave it; the run has ended already, so nobody reads it. */
const runIsOver = 'the run is over'

const boot = new vm.Script(`(function () { ${realmSource}\nreturn __realm.boot })()`, { filename: realmFile })
const nothing = new vm.Script('')

/**
 * The learner's program, each life of each node in a context of its own: module variables, `globalThis` and even
 * patched built-ins stay within the node. Contexts take about half a millisecond each, so `warm` makes some ahead.
 */
export class RealmProgram implements Program {
  readonly #script: vm.Script
  readonly #contexts: ContextPool
  /** Which node a promise belongs to, by the prototype of its realm. */
  readonly #owners = new Map<object, string>()

  constructor(code: string, contexts: ContextPool) {
    this.#script = new vm.Script(`(function () { "use strict"; ${code}\nreturn __program })`, {
      filename: programFile,
    })
    this.#contexts = contexts
  }

  /** The node whose program made this promise, for a rejection that nobody handled. */
  ownerOf(promise: object): string | undefined {
    return this.#owners.get(Object.getPrototypeOf(promise))
  }

  forget(): void {
    this.#owners.clear()
  }

  create(host: Host): ReturnType<Program['create']> {
    const context = this.#contexts.take()
    const realm: Realm = { object: Object.prototype }
    const bootRealm = boot.runInContext(context) as (bridge: Bridge) => Inside
    const inside = bootRealm(createBridge(host, realm))
    realm.object = inside.objectPrototype
    this.#owners.set(inside.promisePrototype, host.id)
    return {
      start: () => inside.start(this.#script.runInContext(context) as () => unknown),
      receive: inside.receive,
      fire: inside.fire,
      ask: inside.ask,
      here: inside.here,
      drain: () => nothing.runInContext(context),
    }
  }
}

/** Clean contexts. `DONT_CONTEXTIFY` keeps global look-ups fast and leaves no host object to climb out by. */
export class ContextPool {
  readonly #ready: vm.Context[] = []
  readonly #prepare: (context: vm.Context) => void

  /** `prepare` is called with every context before it is used. */
  constructor(prepare: (context: vm.Context) => void = () => {}) {
    this.#prepare = prepare
  }

  warm(count: number): void {
    while (this.#ready.length < count) this.#ready.push(createContext())
  }

  take(): vm.Context {
    const context = this.#ready.pop() ?? createContext()
    this.#prepare(context)
    return context
  }
}

function createContext(): vm.Context {
  return vm.createContext(vm.constants.DONT_CONTEXTIFY, {
    microtaskMode: 'afterEvaluate',
    codeGeneration: { strings: false, wasm: false },
  })
}

function createBridge(host: Host, realm: Realm): Bridge {
  return {
    id: host.id,
    nodeIds: host.nodeIds,
    send: (dest, body, msgId, inReplyTo) => problemOf(() => host.send(dest, body, realm, msgId, inReplyTo)),
    setTimer: (timer, ms) => problemOf(() => host.setTimer(timer, ms)),
    clearTimer: host.clearTimer,
    now: host.now,
    uptime: host.uptime,
    random: host.random,
    log: (text) => problemOf(() => host.log(text)),
    fail: (during, error, stack) => host.fail({ during, error, stack }),
    refuse: host.refuse,
  }
}

/** Turns what the host throws into a text for the realm to throw; the program's own errors pass through. */
function problemOf(act: () => void): string | undefined {
  try {
    act()
    return undefined
  } catch (error) {
    if (error instanceof RunAborted) return runIsOver
    if (error instanceof Error) return error.message
    throw error
  }
}
