import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Recorder } from '../../sim/recorder.ts'
import { simulate } from '../../sim/simulate.ts'
import type { RunEnd } from '../../trace/event.ts'
import type { Plan } from '../../trace/plan.ts'
import { programFile } from '../files.ts'
import { describeError, stackOf } from '../realm/errors.ts'
import type { Order, Rejection } from '../wire.ts'
import { Outlet, say } from './outlet.ts'
import { ContextPool, RealmProgram } from './realm-program.ts'
import { Watchdog } from './watchdog.ts'

// The process in which a learner's program runs. It is started with nothing allowed but reading this file, and
// talks to its parent in JSON lines: orders on standard input, words on standard output.

const warmContexts = 30
const bufferLimit = 256 * 2 ** 20
const contexts = new ContextPool()
let program: RealmProgram | undefined
let rejection: Rejection | undefined
let watchdog: Watchdog | undefined

process.on('unhandledRejection', (reason, promise) => {
  const node = program?.ownerOf(promise) ?? ''
  rejection ??= { node, error: describeError(reason), stack: stackOf(reason) }
})
process.on('uncaughtException', (error) => {
  say({ kind: 'bug', detail: stackOf(error) })
  process.exit(70)
})

async function obey(order: Order): Promise<void> {
  switch (order.kind) {
    case 'program':
      program = new RealmProgram(order.code, contexts)
      break
    case 'trial':
      if (order.locate) watchdog ??= await Watchdog.start(programFile)
      await runTrial(order.trial, order.plan)
      break
  }
}

async function runTrial(trial: number, plan: Plan): Promise<void> {
  if (program === undefined) throw new Error('A trial was ordered before a program')
  const outlet = new Outlet(trial, () => performance.now())
  rejection = undefined
  const end = simulate(plan, program, watchdog === undefined ? outlet : watch(outlet, trial, watchdog))
  const held = process.memoryUsage().arrayBuffers
  if (held > bufferLimit) outlet.end(heldTooMuch(end, held))
  // Rejections that nobody handled are told once the stack is empty.
  await nextTurn()
  program.forget()
  say({ kind: 'done', trial, ...(rejection === undefined ? {} : { rejection }) })
}

/** Typed arrays lie outside the heap that the process's own limit caps. */
function heldTooMuch(end: RunEnd, bytes: number): RunEnd {
  const megabytes = Math.round(bytes / 2 ** 20)
  return {
    kind: 'out-of-memory',
    at: end.at,
    node: '',
    while: '',
    stack: '',
    detail: `${megabytes} MB of typed arrays`,
  }
}

/** The same recorder, which also tells the parent and the watchdog of every step before it begins. */
function watch(outlet: Outlet, trial: number, dog: Watchdog): Recorder {
  return {
    record: (event) => outlet.record(event),
    end: (end) => outlet.end(end),
    beat(node, during, at) {
      say({ kind: 'step', trial, step: { node, during, at } })
      dog.step(trial)
    },
  }
}

/** Orders are obeyed one at a time, in the order they came. */
function listen(): void {
  let text = ''
  let queue = Promise.resolve()
  process.stdin.setEncoding('utf8')
  process.stdin.on('data', (chunk: string) => {
    const lines = (text + chunk).split('\n')
    text = lines.pop() ?? ''
    for (const line of lines) queue = queue.then(() => obey(JSON.parse(line) as Order))
  })
  process.stdin.on('end', () => queue.then(() => process.exit(0)))
}

listen()
say({ kind: 'ready' })
contexts.warm(warmContexts)
