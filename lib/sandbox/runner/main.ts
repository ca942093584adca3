import { setImmediate as nextTurn } from 'node:timers/promises'
import { isMainThread, workerData } from 'node:worker_threads'
import { simulate } from '../../sim/simulate.ts'
import type { RunEnd } from '../../trace/event.ts'
import type { Plan } from '../../trace/plan.ts'
import { limitBytes, limitMb } from '../limits.ts'
import { describeError, stackOf } from '../realm/errors.ts'
import type { Order, Rejection } from '../wire.ts'
import { Outlet, say } from './outlet.ts'
import { RealmPool, RealmProgram } from './realm-program.ts'
import { longestError, shortened, shortenedStack } from './shortened.ts'
import { supervise } from './supervise.ts'
import { runWatched } from './watched.ts'

// The process in which a learner's program runs. It is started with nothing allowed but reading this file, and
// talks to its parent in JSON lines: orders on standard input, words on standard output.

const warmRealms = 30
const realms = new RealmPool()
let code = ''
let program: RealmProgram | undefined
let rejection: Rejection | undefined

async function obey(order: Order): Promise<void> {
  switch (order.kind) {
    case 'program':
      code = order.code
      program = undefined
      break
    case 'trial':
      await runTrial(order.trial, order.plan)
      break
    case 'locate':
      supervise(process.argv[1] as string, code, order.plan)
      break
  }
}

async function runTrial(trial: number, plan: Plan): Promise<void> {
  program ??= new RealmProgram(code, realms)
  const outlet = new Outlet(trial, () => performance.now())
  rejection = undefined
  const end = simulate(plan, program, outlet)
  // Typed arrays are not part of the heap that the process's own limit caps.
  if (process.memoryUsage().arrayBuffers > limitBytes) outlet.end(heldTooMuch(end))
  // Rejections that nobody handled are told once the stack is empty.
  await nextTurn()
  program.release()
  say({ kind: 'done', trial, ...(rejection === undefined ? {} : { rejection }) })
}

function heldTooMuch({ at }: RunEnd): RunEnd {
  return { kind: 'out-of-memory', at, node: '', while: '', stack: '', limitMb }
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

process.on('unhandledRejection', (reason, promise) => {
  const node = program?.ownerOf(promise) ?? ''
  rejection ??= {
    node,
    error: shortened(describeError(reason), longestError),
    stack: shortenedStack(stackOf(reason)),
  }
})

if (isMainThread) {
  process.on('uncaughtException', (error) => {
    say({ kind: 'bug', detail: stackOf(error) })
    process.exit(70)
  })
  listen()
  say({ kind: 'ready' })
  if (!process.argv.includes('--locate')) realms.warm(warmRealms)
} else {
  void runWatched(workerData)
}
