import { describe, expect, it } from 'vitest'
import type { GradeEvent } from '../../lib/grade/progress.ts'
import { type Action, reduce } from '../../lib/tui/reduce.ts'
import { isMoving } from '../../lib/tui/reduce-run.ts'
import { initialState, type Pane, type State, visibleEntries } from '../../lib/tui/state.ts'
import { broadcast, floodTrace, ring } from '../view/flood.ts'
import { passedReport, violatedReport } from '../view/reports.ts'
import { gradeEvents } from './fakes.ts'
import { basicBroadcast, hints, text, track } from './track.ts'

const entries = track.tasks.map((task) => ({ task, status: 'new' as const, stars: 0 }))
const size = { columns: 80, rows: 24 }
const start = initialState({ size, noEditor: undefined, spoken: false }, track.subtracks, entries)
const progress = { status: 'started' as const, stars: 0, attempts: 0, hints: 0 }
const opened = reduced(start, {
  kind: 'open',
  task: { task: basicBroadcast, file: '/a.ts', text, hints, progress, watching: false, scroll: 0 },
})

function reduced(state: State, ...actions: Action[]): State {
  return actions.reduce(reduce, state)
}

function graded(...events: GradeEvent[]): State {
  const heard = events.map((event): Action => ({ kind: 'event', event, still: false }))
  return reduced(opened, { kind: 'grade', at: 1000 }, ...heard)
}

describe('the list', () => {
  it('begins at the first task that is still to be done', () => {
    const begun = (passed: number) => {
      const met = entries.map((entry, index) =>
        index < passed ? { ...entry, status: 'passed' as const } : entry,
      )
      return initialState({ size, noEditor: undefined, spoken: false }, [], met).track.selected
    }
    expect([0, 1, 18, 19].map(begun)).toEqual(['1.1', '1.2', '4.5', '1.1'])
  })

  it('moves its cursor, and stops at both ends', () => {
    expect(reduced(start, { kind: 'select', by: 2 }).track.selected).toBe('1.3')
    expect(reduced(start, { kind: 'select', by: -1 }).track.selected).toBe('1.1')
    expect(reduced(start, { kind: 'select', by: Number.POSITIVE_INFINITY }).track.selected).toBe('4.5')
  })

  it('is left with the tasks that have all words of the query', () => {
    const { track } = reduced(start, { kind: 'search' }, { kind: 'search-type', text: 'TREE adv' })
    expect(visibleEntries(track).map(({ task }) => task.number)).toEqual(['3.2', '3.3'])
    expect(track.selected).toBe('3.2')
  })

  it('takes letters of the query away again', () => {
    const typed = reduced(start, { kind: 'search-type', text: 'gset' }, { kind: 'search-erase' })
    expect(typed.track.query).toBe('gse')
  })

  it('keeps what was found, or shows everything again', () => {
    const typed = reduced(start, { kind: 'search' }, { kind: 'search-type', text: 'lww' })
    expect(reduced(typed, { kind: 'search-end', keep: true }).track).toMatchObject({
      searching: false,
      query: 'lww',
    })
    expect(reduced(typed, { kind: 'search-end', keep: false }).track).toMatchObject({
      query: '',
      selected: '4.3',
    })
  })
})

describe('a text', () => {
  it('scrolls no further than it goes', () => {
    const scrolled = reduced(opened, { kind: 'scroll-to', line: 50, limit: 30 })
    expect(scrolled.task?.scroll).toBe(30)
    expect(reduced(scrolled, { kind: 'scroll-to', line: -70, limit: 30 }).task?.scroll).toBe(0)
  })

  it('stays where it is while the list of keys above it scrolls', () => {
    const { help, task } = reduced(
      opened,
      { kind: 'help', open: true },
      { kind: 'scroll-to', line: 3, limit: 9 },
    )
    expect([help, task?.scroll]).toEqual([3, 0])
  })
})

describe('a grading', () => {
  it('shows a check as failed as soon as one run fails it', () => {
    const [planned, ...runs] = gradeEvents(violatedReport)
    const { run } = graded(planned as GradeEvent, ...runs.slice(0, 9))
    expect(run?.checks.filter(({ failed }) => failed).map(({ id }) => id)).toEqual(['silent', 'lean'])
    expect(run).toMatchObject({ done: 9, runs: 12, latest: { scenario: 'ring-of-6', seed: 9 } })
  })

  it('ends with its report and begins to play the run it shows', () => {
    const { run } = graded(...gradeEvents(violatedReport))
    expect(run?.outcome).toEqual({ kind: 'graded', report: violatedReport })
    expect(run?.exhibit).toMatchObject({ scenario: 'ring-of-6', seed: 3, place: 0, playing: true })
  })

  it('that ended is not ended again by what comes late', () => {
    const state = reduced(graded(...gradeEvents(passedReport)), {
      kind: 'ended',
      outcome: { kind: 'stopped' },
    })
    expect(state.run?.outcome.kind).toBe('graded')
  })

  it('belongs to its task: another one opens without it, the same one with it', () => {
    const state = graded(...gradeEvents(passedReport))
    const reopen = (task = basicBroadcast) =>
      reduced(state, { kind: 'open', task: { ...(opened.task as NonNullable<State['task']>), task } })
    expect(reopen().run).toBeDefined()
    expect(reopen(track.tasks[1]).run).toBeUndefined()
  })
})

describe('playing', () => {
  const ticks = (state: State, ms: number): State => {
    let now = state.run?.now ?? 0
    const end = now + ms
    let played = state
    while (now < end) {
      now += 50
      played = reduced(played, { kind: 'tick', now })
    }
    return played
  }
  const shown = graded(...gradeEvents(violatedReport))

  it('takes two seconds, and then stops by itself', () => {
    expect(ticks(shown, 1000).run?.exhibit?.place).toBeCloseTo(0.5)
    const end = ticks(shown, 2000)
    expect(end.run?.exhibit).toMatchObject({ place: 1, playing: false, since: undefined })
    expect(isMoving(end.run)).toBe(false)
  })

  it('pauses, goes on, and begins again after its end', () => {
    const paused = reduced(ticks(shown, 500), { kind: 'play' })
    expect(ticks(paused, 500).run?.exhibit?.place).toBeCloseTo(0.25)
    expect(reduced(paused, { kind: 'play' }).run?.exhibit).toMatchObject({ playing: true })
    expect(reduced(ticks(shown, 2000), { kind: 'play' }).run?.exhibit).toMatchObject({
      playing: true,
      place: 0,
    })
  })

  it('does not leap over a time in which nothing was drawn', () => {
    const late = reduced(shown, { kind: 'tick', now: (shown.run?.now ?? 0) + 60_000 })
    expect(late.run?.exhibit?.place).toBeLessThan(0.1)
  })

  it('step by step marks just the change of that step', () => {
    const once = reduced(shown, { kind: 'step', by: 1 })
    expect(once.run?.exhibit).toMatchObject({ playing: false, since: 100 })
    const twice = reduced(once, { kind: 'step', by: 1 })
    expect(twice.run?.exhibit?.since).toBe(110)
    expect(reduced(twice, { kind: 'step', by: -1 }).run?.exhibit?.place).toBe(once.run?.exhibit?.place)
  })

  it('brings the run back into view', () => {
    const hidden = reduced(shown, { kind: 'pane', pane: 'report' })
    expect(reduced(hidden, { kind: 'step', by: 1 }).run?.pane).toBe('both')
    expect(reduced(hidden, { kind: 'play' }).run?.pane).toBe('both')
  })

  it('is not begun where nothing is to move: the run is shown as it ended', () => {
    const events = gradeEvents(violatedReport).map((event): Action => ({ kind: 'event', event, still: true }))
    const { run } = reduced(opened, { kind: 'grade', at: 0 }, ...events)
    expect(run?.exhibit).toMatchObject({ playing: false, place: 1 })
  })
})

describe('the messages of a run', () => {
  const shown = reduced(graded(...gradeEvents(violatedReport)), { kind: 'pane', pane: 'messages' })

  it('are stepped through moment by moment, those that teach nobody anything too', () => {
    // In a ring of five the two that hear of a value last tell each other, 30 ms after it was written.
    const trace = floodTrace(ring(5), [broadcast(100, 'n1', 1), broadcast(200, 'n1', 2)])
    const stepped = (pane: Pane) => {
      let state = reduced(graded(...gradeEvents(passedReport, trace)), { kind: 'pane', pane })
      const since: (number | undefined)[] = []
      while (state.run?.exhibit?.place !== 1) {
        state = reduced(state, { kind: 'step', by: 1 })
        since.push(state.run?.exhibit?.since)
      }
      return since
    }
    expect(stepped('table')).toEqual([100, 110, 120, 200, 210])
    expect(stepped('messages')).toEqual([100, 110, 120, 130, 200, 210])
  })

  it('know from when on they are wrong, if the run is the one that failed', () => {
    expect(shown.run?.exhibit?.diagram.wrong).toEqual({ at: 40, check: 'The network falls silent' })
    const elsewhere = violatedReport.checks.map((check) => ({ ...check, seed: 99 }))
    const other = graded(...gradeEvents({ ...violatedReport, checks: elsewhere }))
    expect(other.run?.exhibit?.diagram.wrong).toBeUndefined()
    expect(graded(...gradeEvents(passedReport)).run?.exhibit?.diagram.wrong).toBeUndefined()
  })

  it('stay where they were scrolled to until they are stepped through again, and the result where it was', () => {
    const scrolled = reduced(shown, { kind: 'scroll-to', line: 2, limit: 9 })
    expect(scrolled.run).toMatchObject({ scroll: 0, exhibit: { scroll: 2 } })
    const stepped = reduced(scrolled, { kind: 'step', by: 1 })
    expect(stepped.run?.exhibit?.scroll).toBeUndefined()
  })
})

describe('going back', () => {
  it('leads from the result to the task, and from the task to the list', () => {
    const state = graded(...gradeEvents(passedReport))
    const task = reduced(state, { kind: 'back' })
    expect(task.screen).toBe('task')
    expect(reduced(task, { kind: 'show-run' }).screen).toBe('run')
    expect(reduced(task, { kind: 'back' })).toMatchObject({ screen: 'track', task: undefined })
  })
})
