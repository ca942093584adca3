import { Session } from 'node:inspector'
import { Worker } from 'node:worker_threads'
import type { Plan } from '../../trace/plan.ts'
import { programFile } from '../files.ts'
import { say } from './outlet.ts'

const lookEveryMs = 20
const stillMs = 400
/** Growth since the first step that calls for a look at once, and growth that makes memory the matter and not time. */
const alarmingBytes = 100 * 2 ** 20
const swollenBytes = 50 * 2 ** 20
const growingBytes = 2 ** 19
/** More than a run may have: the thread is to be paused in the act, and not to die of it. */
const heapMb = 600

/** What the watched thread is given. It adds one to `progress` before every step. */
export type Watched = { code: string; plan: Plan; progress: Int32Array }

/**
 * Runs a plan in a second thread and watches it from this one. When a step does not end, or takes too much memory,
 * pauses the thread through the inspector and says on which lines of the program it is.
 */
export function supervise(runnerFile: string, code: string, plan: Plan): void {
  const progress = new Int32Array(new SharedArrayBuffer(4))
  let swollen = false
  const inspector = attach((stack) => say({ kind: 'paused', stack, swollen }))
  const watched: Watched = { code, plan, progress }
  const worker = new Worker(runnerFile, {
    workerData: watched,
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  })
  worker.once('error', () => say({ kind: 'paused', stack: '', swollen: true }))
  let last = 0
  let still = 0
  let start = 0
  let before = 0
  const looking = setInterval(() => {
    const steps = Atomics.load(progress, 0)
    const resident = process.memoryUsage.rss()
    // A step whose memory still grows is not judged by its time.
    const isStill = steps === last && resident - before < growingBytes
    still = isStill ? still + lookEveryMs : 0
    last = steps
    before = resident
    if (steps <= 1) start = resident
    if (steps === 0 || (still < stillMs && resident - start < alarmingBytes)) return
    swollen = resident - start > swollenBytes
    clearInterval(looking)
    inspector.pause()
  }, lookEveryMs)
}

type CallFrame = {
  functionName: string
  location: { scriptId: string; lineNumber: number; columnNumber?: number }
}

/** A pause may fall in the runtime that calls the program: from there it is stepped on until the program's own lines. */
const mostPauses = 200

/** Connects to the inspector of the thread that starts next (Chrome DevTools Protocol, by way of NodeWorker). */
function attach(onPause: (stack: string) => void): { pause(): void } {
  const session = new Session()
  session.connect()
  const programs = new Set<string>()
  let sessionId = ''
  let pauses = 0
  const send = (id: number, method: string) => {
    session.post('NodeWorker.sendMessageToWorker', { sessionId, message: JSON.stringify({ id, method }) })
  }
  session.on('NodeWorker.attachedToWorker', ({ params }) => {
    sessionId = params.sessionId
    send(1, 'Debugger.enable')
  })
  session.on('NodeWorker.receivedMessageFromWorker', ({ params }) => {
    const { method, params: details } = JSON.parse(params.message)
    // A frame names its script by number only.
    if (method === 'Debugger.scriptParsed' && details.url === programFile) programs.add(details.scriptId)
    if (method !== 'Debugger.paused') return
    const stack = stackText(details.callFrames, programs)
    if (stack !== '' || ++pauses === mostPauses) onPause(stack)
    else send(3, 'Debugger.stepInto')
  })
  session.post('NodeWorker.enable', { waitForDebuggerOnStart: false })
  return { pause: () => send(2, 'Debugger.pause') }
}

/** As a stack trace would show it, for one reader to understand both. The inspector counts from 0. */
function stackText(frames: CallFrame[], programs: Set<string>): string {
  return frames
    .filter(({ location }) => programs.has(location.scriptId))
    .map(({ functionName, location: { lineNumber, columnNumber = 0 } }) => {
      const place = `${programFile}:${lineNumber + 1}:${columnNumber + 1}`
      return functionName === '' ? `    at ${place}` : `    at ${functionName} (${place})`
    })
    .join('\n')
}
