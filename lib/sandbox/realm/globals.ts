import type { Port } from '../../node/port.ts'
import type { Runtime } from '../../node/runtime.ts'
import { structuredCopy } from './structured-copy.ts'
import { Utf8Decoder, Utf8Encoder } from './text-encoding.ts'

/**
 * Gives a realm the globals a program expects, all on simulated time and seeded dice, and takes away what could
 * see real time, real memory or another thread.
 */
export function installGlobals(runtime: Runtime, port: Port, uptime: () => number): void {
  for (const name of [
    'Temporal',
    'Intl',
    'WeakRef',
    'FinalizationRegistry',
    'SharedArrayBuffer',
    'Atomics',
    'WebAssembly',
  ]) {
    delete (globalThis as Record<string, unknown>)[name]
  }
  Math.random = port.random
  const log = runtime.node.log
  const all = {
    Date: createDate(port.now),
    performance: { now: () => uptime(), timeOrigin: port.now() },
    crypto: { randomUUID: () => randomUUID(port.random) },
    console: { log, info: log, warn: log, error: log, debug: log, trace: log },
    structuredClone: structuredCopy,
    TextEncoder: Utf8Encoder,
    TextDecoder: Utf8Decoder,
    ...timerGlobals(runtime),
  }
  for (const [name, value] of Object.entries(all)) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false })
  }
}

type Callback = (...args: unknown[]) => unknown

function timerGlobals(runtime: Runtime): { [name: string]: unknown } {
  const start =
    (repeat: boolean, name: string) =>
    (run: Callback, ms?: number, ...args: unknown[]) => {
      const task = args.length === 0 ? () => run() : () => run(...args)
      return runtime.setTimer(
        ms as number,
        typeof run === 'function' ? task : (run as Callback),
        repeat,
        name,
      )
    }
  const stop = (timer: unknown) => {
    if (typeof timer === 'number') runtime.clearTimer(timer)
  }
  return {
    setTimeout: start(false, 'setTimeout'),
    setInterval: start(true, 'setInterval'),
    setImmediate: (run: Callback, ...args: unknown[]) => start(false, 'setImmediate')(run, 0, ...args),
    clearTimeout: stop,
    clearInterval: stop,
    clearImmediate: stop,
    queueMicrotask: async (run: () => void) => {
      await undefined
      run()
    },
  }
}

// A realm may be booted again: what it had of its own is kept from before the first time.
const RealDate = Date

/** A Date whose present is the node's own clock; with arguments it is the ordinary one. */
function createDate(now: () => number): DateConstructor {
  const Real = RealDate
  const construct = Reflect.construct
  function SimulatedDate(this: unknown, ...args: unknown[]): unknown {
    if (new.target === undefined) return new Real(now()).toString()
    return construct(Real, args.length === 0 ? [now()] : args, new.target)
  }
  SimulatedDate.now = now
  SimulatedDate.parse = Real.parse
  SimulatedDate.UTC = Real.UTC
  SimulatedDate.prototype = Real.prototype
  Object.defineProperty(SimulatedDate, 'name', { value: 'Date' })
  Object.defineProperty(SimulatedDate, 'length', { value: 7 })
  Object.defineProperty(Real.prototype, 'constructor', {
    value: SimulatedDate,
    writable: true,
    configurable: true,
  })
  return SimulatedDate as unknown as DateConstructor
}

/** A version-4 UUID (RFC 9562) from the node's dice. */
function randomUUID(random: () => number): string {
  let text = ''
  for (let index = 0; index < 36; index++) {
    if (index === 8 || index === 13 || index === 18 || index === 23) text += '-'
    else if (index === 14) text += '4'
    else if (index === 19) text += '89ab'[Math.floor(random() * 4)]
    else text += '0123456789abcdef'[Math.floor(random() * 16)]
  }
  return text
}
