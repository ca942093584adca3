import { type RunEnd, type TraceEvent, unawaited } from '../trace/event.ts'
import type { Plan } from '../trace/plan.ts'
import type { Trace } from '../trace/trace.ts'
import { limitBytes, limitMb } from './limits.ts'
import { type Location, locate, readableStack } from './locate.ts'
import { Unpacker } from './packing.ts'
import type { Bundle } from './place.ts'
import type { NewRunner, RunnerExit, RunnerProcess } from './runner-process.ts'
import type { Rejection, Word } from './wire.ts'

const tickMs = 100
const suspectAfterMs = 1000
const stuckAfterMs = 2000
const leftAfterMs = 4000
/** How often a silence is forgiven because the same run, repeated, came to its end. */
const mostPardons = 3
const residentLimit = 900 * 2 ** 20

/** A finished trial, and whether its runner can take another. */
export type TrialOutcome = { trace: Trace; runnerLives: boolean }

type InStep = Location & { kind: 'in-step' }

/** What became of the runner itself. */
type Fate =
  | { kind: 'done'; end: RunEnd; rejection: Rejection | undefined }
  | { kind: 'exited'; exit: RunnerExit }
  /** `bytes` is what it held in memory, where the platform tells. */
  | { kind: 'silent'; location: Location; bytes: number }
  | { kind: 'swollen'; bytes: number }

export type TrialJob = {
  runner: RunnerProcess
  newRunner: NewRunner
  bundle: Bundle
  trial: number
  plan: Plan
}

/** Runs one plan in a runner, until it is done, has died, or is certain never to come back. */
export async function runTrial(job: TrialJob): Promise<TrialOutcome> {
  const events: TraceEvent[] = []
  const { fate, end } = await watch(job, events)
  // One that holds on to too much is of no more use than one that does not come back.
  const runnerLives = fate.kind === 'done' && fate.end.kind !== 'out-of-memory'
  if (!runnerLives) job.runner.kill()
  const finalEnd = readable(await endOf(fate, end, events, job), job.bundle)
  return { trace: { version: 1, plan: job.plan, events, end: finalEnd }, runnerLives }
}

/** Collects what the runner says. `end` is what it said of the run's end, which may come before it falls silent. */
function watch(job: TrialJob, events: TraceEvent[]): Promise<{ fate: Fate; end: RunEnd | undefined }> {
  const { runner, newRunner, bundle, trial, plan } = job
  return new Promise((resolve, reject) => {
    const unpacker = new Unpacker(events)
    let end: RunEnd | undefined
    let silentMs = 0
    let pardons = 0
    let search: ReturnType<typeof locate> | undefined
    let found: Location | undefined

    const stop = () => {
      clearInterval(ticking)
      search?.cancel()
      runner.onWord = () => {}
      runner.onExit = () => {}
    }
    const settle = (fate: Fate) => {
      stop()
      resolve({ fate, end })
    }

    runner.onWord = (word: Word) => {
      silentMs = 0
      // It has moved on: where it was no longer matters.
      search?.cancel()
      search = undefined
      found = undefined
      pardons = 0
      switch (word.kind) {
        case 'events':
          for (const packed of word.events) unpacker.add(packed)
          break
        case 'end':
          end = word.end
          break
        case 'done':
          if (end !== undefined) settle({ kind: 'done', end, rejection: word.rejection })
          break
        case 'bug':
          stop()
          reject(new Error(`The runner failed: ${word.detail}`))
          break
        case 'ready':
        case 'beat':
        case 'step':
        case 'paused':
          break
      }
    }

    const tick = async () => {
      // Counted in ticks and not by the clock, so that a busy parent does not take its own pause for the child's.
      silentMs += tickMs
      const bytes = await runner.residentBytes()
      if (bytes !== undefined && bytes > residentLimit) settle({ kind: 'swollen', bytes })
      else if (end !== undefined) {
        // The run is over, and the program does not leave. Cut off by a cap, it will not by itself.
        const patience = end.kind === 'finished' ? leftAfterMs : suspectAfterMs
        if (silentMs >= patience) settle({ kind: 'silent', location: { kind: 'ended' }, bytes: 0 })
      } else if (silentMs >= suspectAfterMs && search === undefined) {
        search = locate(newRunner, bundle, plan)
        search.found.then((location) => {
          found = location
        })
      }
      if (silentMs < stuckAfterMs || found === undefined) return
      // The same run came to its end when repeated: perhaps this machine is slow, and not the program stuck.
      if (found.kind === 'ended' && pardons++ < mostPardons) silentMs = 0
      else settle({ kind: 'silent', location: found, bytes: bytes ?? 0 })
    }
    const ticking = setInterval(tick, tickMs)

    runner.onExit = (exit) => {
      if (runner.isReady) settle({ kind: 'exited', exit })
      else {
        stop()
        reject(new Error(`The runner did not start: ${exitText(exit)}`))
      }
    }
    runner.order({ kind: 'trial', trial, plan })
  })
}

async function endOf(
  fate: Fate,
  end: RunEnd | undefined,
  events: TraceEvent[],
  job: TrialJob,
): Promise<RunEnd> {
  switch (fate.kind) {
    case 'done':
      // Typed arrays are counted only at the end, so where they came from has yet to be found.
      if (fate.end.kind === 'out-of-memory') return outOfMemory(job)
      return fate.rejection === undefined || fate.end.kind === 'threw'
        ? fate.end
        : rejected(fate.end.at, fate.rejection)
    case 'silent':
      if (end !== undefined) return end.kind === 'finished' ? neverLeft(end.at) : end
      if (fate.location.kind === 'ended') return lost(events, 'it fell silent')
      return fate.location.swollen || fate.bytes > limitBytes ? swollen(fate.location) : stuck(fate.location)
    case 'swollen':
      return outOfMemory(job)
    case 'exited':
      if (end !== undefined) return end
      return /heap out of memory|Allocation failed/i.test(fate.exit.stderr)
        ? outOfMemory(job)
        : lost(events, exitText(fate.exit))
  }
}

function rejected(at: number, { node, error, stack }: Rejection): RunEnd {
  return { kind: 'threw', at, node, while: unawaited, error, stack }
}

/** All that a program is asked for after a run is what it rejected a promise with. */
function neverLeft(at: number): RunEnd {
  return { kind: 'stuck', at, node: '', while: unawaited, stack: '' }
}

function stuck({ step, stack }: InStep): RunEnd {
  return { kind: 'stuck', at: step.at, node: step.node, while: step.during, stack }
}

async function outOfMemory({ newRunner, bundle, plan }: TrialJob): Promise<RunEnd> {
  const location = await locate(newRunner, bundle, plan).found
  if (location.kind === 'in-step') return swollen(location)
  return { kind: 'out-of-memory', at: 0, node: '', while: '', stack: '', limitMb }
}

function swollen({ step, stack }: InStep): RunEnd {
  return { kind: 'out-of-memory', at: step.at, node: step.node, while: step.during, stack, limitMb }
}

function lost(events: TraceEvent[], detail: string): RunEnd {
  return { kind: 'crashed', at: events.at(-1)?.at ?? 0, detail }
}

function readable(end: RunEnd, bundle: Bundle): RunEnd {
  return end.kind === 'threw' || end.kind === 'capped'
    ? { ...end, stack: readableStack(end.stack, bundle) }
    : end
}

function exitText({ code, signal, stderr }: RunnerExit): string {
  const how = signal === null ? `with exit code ${code}` : `by signal ${signal}`
  const last = stderr.trim().split('\n').slice(-3).join(' ')
  return `the process that ran it ended ${how}${last === '' ? '' : `, saying: ${last}`}`
}
