import path from 'node:path'
import { type CapName, type RunEnd, unawaited } from '../trace/event.ts'
import type { Verdict } from './report.ts'

/** What a run's end says about the program, when it was the program that ended it. */
export type Ending = { verdict: Verdict; problem: string } | undefined

/** `file` is the learner's file, named where no line is known. */
export function endingOf(end: RunEnd, file: string): Ending {
  const name = path.basename(file)
  switch (end.kind) {
    case 'finished':
      return undefined
    case 'no-program':
      return { verdict: 'build-error', problem: `${name} ${end.detail}.` }
    case 'threw':
      return {
        verdict: 'threw',
        problem: `${where(end.stack, name)}: ${end.error.replace(/\.$/, '')}. ${uncaught(end)}`,
      }
    case 'stuck':
      return {
        verdict: 'stuck',
        problem: `${where(end.stack, name)}: the program did not come back for 2 seconds of real time, ${inStep(end)}. Look for a loop that never ends.`,
      }
    case 'out-of-memory':
      return {
        verdict: 'out-of-memory',
        problem: `${where(end.stack, name)}: the program used more than the ${end.limitMb} MB of memory that a run may have${end.node === '' ? '' : `, ${inStep(end)}`}. Look for a list that only ever grows.`,
      }
    case 'capped':
      return {
        verdict: 'budget-exceeded',
        problem: `${where(end.stack, name)}: ${capText(end.cap, end.limit)}, ${end.node === '' ? `by ${end.at} ms` : inStep(end)}.`,
      }
    case 'crashed':
      return { verdict: 'crashed', problem: `${name}: the run ended at ${end.at} ms because ${end.detail}.` }
  }
}

function where(stack: string, name: string): string {
  const [innermost] = stack.split('\n')
  // Either "name (file:line:column)" or the place alone; a file's name may hold spaces and brackets, too.
  const [, named, bare] = /^(?:[^(]*\((.+:\d+:\d+)\)|(.+:\d+:\d+))$/.exec(innermost ?? '') ?? []
  return named ?? bare ?? name
}

function uncaught(end: { node: string; at: number; while: string }): string {
  if (end.while !== unawaited) return `It was thrown ${inStep(end)} and nothing caught it.`
  return `It was thrown on ${end.node} in a promise that nothing waited for: await it, or catch what it may throw.`
}

function inStep({ node, at, while: during }: { node: string; at: number; while: string }): string {
  const on = node === '' ? '' : ` on ${node}`
  if (during === 'starting') return `while starting${on}`
  return during === unawaited ? `in ${during}${on}` : `in ${during}${on} at ${at} ms of simulated time`
}

function capText(cap: CapName, limit: number): string {
  const most = limit.toLocaleString('en-US')
  switch (cap) {
    case 'messages':
      return `a message storm: more than ${most} messages were sent in one run`
    case 'events':
      return `a storm of timers and messages: more than ${most} things happened in one run`
    case 'timers':
      return `a timer storm: more than ${most} timers were waiting on one node`
    case 'bytes':
      return `more than ${most} bytes were sent in one run`
    case 'message-bytes':
      return `a message of more than ${most} bytes`
    case 'log-lines':
      return `more than ${most} lines were logged in one run`
  }
}
