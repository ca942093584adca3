import type { Timer } from './api.ts'
import type { Port } from './port.ts'

type Task = { run: () => unknown; everyMs: number | undefined; during: string }

/** A node's timers: the port keeps the time, this keeps what to do when it comes. */
export type Timers = {
  set(ms: number, run: () => unknown, every: boolean, during: string): number
  clear(timer: number): void
  fire(timer: number): void
  cancellable(timer: number): Timer
}

// Captured before the learner's code can replace it.
const { min } = Math
const longest = 2_147_483_647

export function createTimers(port: Port): Timers {
  const tasks: { [timer: number]: Task } = Object.create(null)
  let last = 0

  function clear(timer: number): void {
    if (tasks[timer] === undefined) return
    delete tasks[timer]
    port.clearTimer(timer)
  }

  async function catchLater(result: PromiseLike<unknown>, during: string): Promise<void> {
    try {
      await result
    } catch (error) {
      port.fail(error, during)
    }
  }

  return {
    set(ms, run, every, during) {
      if (typeof run !== 'function') throw new TypeError(notAFunction(during, run))
      const wait = atLeastOne(ms)
      const timer = ++last
      tasks[timer] = { run, everyMs: every ? wait : undefined, during }
      port.setTimer(timer, wait)
      return timer
    },
    clear,
    fire(timer) {
      const task = tasks[timer]
      if (task === undefined) return
      // Set again before running, so that the rhythm does not depend on what the task does and it may cancel itself.
      if (task.everyMs === undefined) delete tasks[timer]
      else port.setTimer(timer, task.everyMs)
      try {
        const { run } = task
        const result = run()
        if (isThenable(result)) void catchLater(result, task.during)
      } catch (error) {
        port.fail(error, task.during)
      }
    },
    cancellable: (timer) => ({ cancel: () => clear(timer) }),
  }
}

export function isThenable(result: unknown): result is PromiseLike<unknown> {
  return (
    typeof result === 'object' && result !== null && typeof (result as { then?: unknown }).then === 'function'
  )
}

/** Waits as Node's own timers read them: anything but a number of at least 1 is 1. */
function atLeastOne(ms: unknown): number {
  const wait = typeof ms === 'number' ? ms : typeof ms === 'string' ? +ms : 1
  return wait >= 1 ? min(wait, longest) : 1
}

function notAFunction(during: string, given: unknown): string {
  return `${during} needs a function to call, not ${given === null ? 'null' : typeof given}`
}
