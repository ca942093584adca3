import vm from 'node:vm'
import realmSource from 'virtual:realm'
import type { Realm } from '../../protocol/json-copy.ts'
import { type Host, type Instance, type Program, RunAborted } from '../../sim/program.ts'
import { programFile, realmFile } from '../files.ts'
import type { Bridge, Inside } from '../realm/bridge.ts'
import { mayQueueJobs, mayTouchGlobals } from './program-text.ts'
import { longestError, longestLine, shortened, shortenedStack } from './shortened.ts'

/** Thrown into a realm to leave it; the run has ended already, so nobody reads it. */
const runIsOver = 'the run is over'

const boot = new vm.Script(`(function () { ${realmSource}\nreturn __realm.boot })()`, {
  filename: realmFile,
})
const nothing = new vm.Script('')

/**
 * The learner's program, each life of each node in a realm of its own: module variables, `globalThis` and even
 * patched built-ins stay within the node. A program that cannot have touched its realm's globals leaves it as it was,
 * so another life, in a later run, may have it: making a realm takes longer than many a run.
 */
export class RealmProgram implements Program {
  readonly #script: vm.Script
  readonly #pool: RealmPool
  readonly #isDrained: boolean
  readonly #leavesNoTrace: boolean
  readonly #inUse: PooledRealm[] = []
  /** Which node a promise belongs to, by the prototype of its realm. */
  readonly #owners = new Map<object, string>()
  /** Weak: a realm that no later run may have is let go with its program. */
  readonly #factories = new WeakMap<PooledRealm, () => unknown>()

  constructor(code: string, pool: RealmPool) {
    // The wrapper has a line of its own, which the offset takes back, so that the source map still fits.
    const wrapped = `(function () { "use strict";\n${code}\nreturn __program })`
    this.#script = new vm.Script(wrapped, { filename: programFile, lineOffset: -1 })
    this.#pool = pool
    this.#isDrained = mayQueueJobs(code)
    this.#leavesNoTrace = !mayTouchGlobals(code)
  }

  /** The node whose program made this promise, for a rejection that nobody handled. */
  ownerOf(promise: object): string | undefined {
    return this.#owners.get(Object.getPrototypeOf(promise))
  }

  /** Called when a run is over and nothing of it will be called again. */
  release(): void {
    this.#owners.clear()
    if (this.#leavesNoTrace) this.#pool.giveBack(this.#inUse)
    this.#inUse.length = 0
  }

  create(host: Host): Instance {
    const realm = this.#pool.take()
    this.#inUse.push(realm)
    const copyRealm: Realm = { object: Object.prototype }
    const inside = realm.boot(createBridge(host, copyRealm))
    copyRealm.object = inside.objectPrototype
    this.#owners.set(inside.promisePrototype, host.id)
    return {
      start: () => inside.start(this.#factoryIn(realm)),
      receive: inside.receive,
      fire: inside.fire,
      ask: inside.ask,
      here: inside.here,
      drain: this.#isDrained ? () => nothing.runInContext(realm.context) : () => {},
    }
  }

  /** Kept, so that what V8 learns of the program in one run serves the next. */
  #factoryIn(realm: PooledRealm): () => unknown {
    const existing = this.#factories.get(realm)
    if (existing !== undefined) return existing
    const factory = this.#script.runInContext(realm.context) as () => unknown
    this.#factories.set(realm, factory)
    return factory
  }
}

type PooledRealm = { context: vm.Context; boot: (bridge: Bridge) => Inside }

/** Clean realms, some made ahead: one takes about half a millisecond. */
export class RealmPool {
  readonly #ready: PooledRealm[] = []
  readonly #prepare: (context: vm.Context) => void

  /** `prepare` is called with every new context. */
  constructor(prepare: (context: vm.Context) => void = () => {}) {
    this.#prepare = prepare
  }

  warm(count: number): void {
    while (this.#ready.length < count) this.#ready.push(this.#make())
  }

  take(): PooledRealm {
    return this.#ready.pop() ?? this.#make()
  }

  /** In the order that gives each node the realm it had before. */
  giveBack(realms: PooledRealm[]): void {
    for (let index = realms.length - 1; index >= 0; index--) this.#ready.push(realms[index] as PooledRealm)
  }

  /** `DONT_CONTEXTIFY` keeps global look-ups fast and leaves no host object to climb out by. */
  #make(): PooledRealm {
    const context = vm.createContext(vm.constants.DONT_CONTEXTIFY, {
      microtaskMode: 'afterEvaluate',
      codeGeneration: { strings: false, wasm: false },
    })
    this.#prepare(context)
    return { context, boot: boot.runInContext(context) as PooledRealm['boot'] }
  }
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
    log: (text) => problemOf(() => host.log(shortened(text, longestLine))),
    fail: (during, error, stack) =>
      host.fail({ during, error: shortened(error, longestError), stack: shortenedStack(stack) }),
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
