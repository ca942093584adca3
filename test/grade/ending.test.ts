import { describe, expect, it } from 'vitest'
import { endingOf } from '../../lib/grade/ending.ts'
import type { CapName, RunEnd } from '../../lib/trace/event.ts'

const file = '/home/ada/workspace/1-basic-broadcast.ts'
const stack = 'run (1-basic-broadcast.ts:12:7)\nhelper.ts:3:1'
const step = { at: 110, node: 'n2', while: 'the handler of "broadcast"', stack }

describe('a run’s end says of the program', () => {
  it('nothing, when time or quiet ended the run', () => {
    expect(endingOf({ kind: 'finished', at: 900 }, file)).toBeUndefined()
    expect(endingOf({ kind: 'finished', at: 900 }, file)).toBeUndefined()
  })

  it.each<[string, RunEnd, string, string]>([
    [
      'that it exports no program',
      {
        kind: 'no-program',
        at: 0,
        detail: 'must export a function by default; its default export is nothing',
      },
      'build-error',
      '1-basic-broadcast.ts must export a function by default; its default export is nothing.',
    ],
    [
      'what it threw, and where',
      { kind: 'threw', ...step, error: 'TypeError: seen is undefined' },
      'threw',
      '1-basic-broadcast.ts:12:7: TypeError: seen is undefined. It was thrown in the handler of "broadcast" on n2 at 110 ms of simulated time and nothing caught it.',
    ],
    [
      'what it threw at the start, without a time',
      { kind: 'threw', ...step, at: 0, while: 'starting', error: 'Error: oops' },
      'threw',
      '1-basic-broadcast.ts:12:7: Error: oops. It was thrown while starting on n2 and nothing caught it.',
    ],
    [
      'where it got stuck',
      { kind: 'stuck', ...step },
      'stuck',
      '1-basic-broadcast.ts:12:7: the program did not come back for 2 seconds of real time, in the handler of "broadcast" on n2 at 110 ms of simulated time. Look for a loop that never ends.',
    ],
    [
      'where its memory ran out',
      { kind: 'out-of-memory', ...step, limitMb: 256 },
      'out-of-memory',
      '1-basic-broadcast.ts:12:7: the program used more than the 256 MB of memory that a run may have, in the handler of "broadcast" on n2 at 110 ms of simulated time. Look for a list that only ever grows.',
    ],
    [
      'that its memory ran out, when nobody knows where',
      { kind: 'out-of-memory', at: 0, node: '', while: '', stack: '', limitMb: 128 },
      'out-of-memory',
      '1-basic-broadcast.ts: the program used more than the 128 MB of memory that a run may have. Look for a list that only ever grows.',
    ],
    [
      'that the run broke off',
      { kind: 'crashed', at: 40, detail: 'its process ended' },
      'crashed',
      '1-basic-broadcast.ts: the run ended at 40 ms because its process ended.',
    ],
  ])('%s', (_, end, verdict, problem) => {
    expect(endingOf(end, file)).toEqual({ verdict, problem })
  })

  it.each<[CapName, string]>([
    ['messages', 'a message storm: more than 50,000 messages were sent in one run'],
    ['events', 'a storm of timers and messages: more than 50,000 things happened in one run'],
    ['timers', 'a timer storm: more than 50,000 timers were waiting on one node'],
    ['bytes', 'more than 50,000 bytes were sent in one run'],
    ['message-bytes', 'a message of more than 50,000 bytes'],
    ['log-lines', 'more than 50,000 lines were logged in one run'],
  ])('which cap it passed: %s', (cap, text) => {
    expect(endingOf({ kind: 'capped', ...step, cap, limit: 50_000 }, file)).toEqual({
      verdict: 'budget-exceeded',
      problem: `1-basic-broadcast.ts:12:7: ${text}, in the handler of "broadcast" on n2 at 110 ms of simulated time.`,
    })
  })

  it('when it passed a cap outside any step of a node', () => {
    const end: RunEnd = { kind: 'capped', at: 70, cap: 'events', limit: 400, node: '', while: '', stack: '' }
    expect(endingOf(end, file)?.problem).toBe(
      '1-basic-broadcast.ts: a storm of timers and messages: more than 400 things happened in one run, by 70 ms.',
    )
  })

  it.each([
    ['my first try.ts:12:7', 'my first try.ts:12:7'],
    ['run (my first try.ts:12:7)', 'my first try.ts:12:7'],
    ['run (program (1).ts:12:7)', 'program (1).ts:12:7'],
    ['program (1).ts:12:7', 'program (1).ts:12:7'],
    ['new Broadcaster (program.ts:3:1)\nprogram.ts:9:1', 'program.ts:3:1'],
  ])('the innermost line of the learner’s own: %j', (trace, place) => {
    const end: RunEnd = { kind: 'stuck', ...step, stack: trace }
    expect(endingOf(end, file)?.problem).toMatch(`${place}: the program did not come back`)
  })
})
