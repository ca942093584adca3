import { Worker } from 'node:worker_threads'

/**
 * Watches this process's main thread from a second one, and when a step does not end, pauses it through the
 * inspector and says on standard output where it is. Only used to replay a run that is known to get stuck.
 */
export class Watchdog {
  readonly #progress = new Int32Array(new SharedArrayBuffer(8))

  /** Resolves when the watcher is connected, so that nothing runs unwatched. */
  static async start(programUrl: string): Promise<Watchdog> {
    const watchdog = new Watchdog()
    const worker = new Worker(`(${watch.toString()})()`, {
      eval: true,
      workerData: { progress: watchdog.#progress, programUrl },
    })
    worker.unref()
    await new Promise<void>((resolve, reject) => {
      worker.once('message', () => resolve())
      worker.once('error', reject)
    })
    return watchdog
  }

  /** Says that a step of this trial begins. */
  step(trial: number): void {
    Atomics.store(this.#progress, 1, trial)
    Atomics.add(this.#progress, 0, 1)
  }
}

/** The watcher's own thread; it is sent as text, so it can use nothing from outside. */
function watch(): void {
  const { workerData, parentPort } = require('node:worker_threads') as typeof import('node:worker_threads')
  const { Session } = require('node:inspector') as typeof import('node:inspector')
  const { writeSync } = require('node:fs') as typeof import('node:fs')
  const { progress, programUrl } = workerData as { progress: Int32Array; programUrl: string }
  const session = new Session()
  session.connectToMainThread()
  const stillTicks = 20
  const swollen = 230 * 2 ** 20
  let last = 0
  let idle = 0
  session.on('Debugger.paused', ({ params }) => {
    const stack = params.callFrames
      .filter((frame) => frame.url === programUrl)
      .map(({ functionName, location }) => {
        const place = `${programUrl}:${location.lineNumber + 1}:${(location.columnNumber ?? 0) + 1}`
        return functionName === '' ? `    at ${place}` : `    at ${functionName} (${place})`
      })
      .join('\n')
    writeSync(1, `${JSON.stringify({ kind: 'paused', trial: progress[1], stack })}\n`)
    // A paused thread cannot be ended cleanly.
    session.post('Debugger.resume')
  })
  session.post('Debugger.enable', () => parentPort?.postMessage('watching'))
  let paused = false
  setInterval(() => {
    const steps = Atomics.load(progress, 0)
    idle = steps === last ? idle + 1 : 0
    last = steps
    if (paused || steps === 0) return
    if (idle < stillTicks && process.memoryUsage.rss() < swollen) return
    paused = true
    session.post('Debugger.pause')
  }, 20)
}
