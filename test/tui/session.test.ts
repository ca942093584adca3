import { describe, expect, it, vi } from 'vitest'
import type { GradeEvent } from '../../lib/grade/progress.ts'
import type { Report } from '../../lib/grade/report.ts'
import { UserError } from '../../lib/protocol/user-error.ts'
import { createMemory } from '../../lib/tui/memory.ts'
import type { Tools } from '../../lib/tui/screen.ts'
import type { Services } from '../../lib/tui/services.ts'
import { createSession, type Leaving, type Session } from '../../lib/tui/session.ts'
import { selectedEntry } from '../../lib/tui/state.ts'
import { plain } from '../../lib/view/paint.ts'
import { unicodeSymbols } from '../../lib/view/symbols.ts'
import { loadTaskText } from '../../lib/view/task-text.ts'
import { passedReport, violatedReport } from '../view/reports.ts'
import { fakeServices, gradeAtOnce, gradeEvents, manualClock } from './fakes.ts'

const taskText = await loadTaskText()
const tools: Tools = {
  paint: plain,
  symbols: unicodeSymbols,
  taskText,
  base: '/home/ada',
  spoken: false,
  remember: createMemory(),
}

function begin(changes: Partial<Services> = {}, given: Partial<Tools> = {}) {
  const leavings: Leaving[] = []
  const services = fakeServices(changes)
  const session = createSession(services, {
    ...{ size: { columns: 80, rows: 24 }, tools: { ...tools, ...given } },
    onChange: () => {},
    onLeave: (leaving) => leavings.push(leaving),
  })
  const press = (...keys: string[]) => {
    for (const key of keys) session.press(key)
  }
  return { session, services, leavings, press }
}

/** Gradings that a test lets go on as it likes. */
function heldGradings() {
  const gradings: {
    tell: (event: GradeEvent) => void
    finish: (report: Report) => void
    fail: (error: unknown) => void
    signal: AbortSignal
  }[] = []
  const grade: Services['grade'] = (_task, tell, signal) =>
    new Promise((finish, fail) => gradings.push({ tell, finish, fail, signal }))
  return { gradings, grade }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

const outcome = ({ state }: Session) => state.run?.outcome.kind

describe('opening a task', () => {
  it('shows its text, its file and its hints so far', () => {
    const { session, press } = begin()
    press('enter')
    expect(session.state).toMatchObject({ screen: 'task', task: { file: passedReport.file, scroll: 0 } })
  })

  it('opens the one at the cursor', () => {
    const { session, press } = begin()
    press('end', 'enter')
    expect(session.state).toMatchObject({ screen: 'task', task: { task: { number: '4.5' } } })
  })

  it('where the search found none says so and stays on the list', () => {
    const { session, press } = begin()
    press('/', 'z', 'z', 'enter', 'enter')
    expect(session.state).toMatchObject({ screen: 'track', notice: 'No task is selected.' })
  })

  it('whose text cannot be read says why, and the list still works', () => {
    const { session, press } = begin({
      textOf: () => {
        throw new UserError('gone', 'The text of 1.1 is gone; install again.')
      },
    })
    press('enter')
    expect(session.state).toMatchObject({
      screen: 'track',
      notice: 'The text of 1.1 is gone; install again.',
    })
    press('down')
    expect(session.state).toMatchObject({ notice: '', track: { selected: '1.2' } })
  })
})

describe('searching', () => {
  it('takes letters, spaces and q into the query', () => {
    const { session, press } = begin()
    press('/', 'q', 'space', 'j', 'backspace')
    expect(session.state.track).toMatchObject({ searching: true, query: 'q ' })
    press('esc')
    expect(session.state.track).toMatchObject({ searching: false, query: '' })
  })
})

describe('grading', () => {
  it('shows the result, remembers it and asks for the progress again', async () => {
    const { session, services, press } = begin()
    services.progress.status = 'started'
    press('enter')
    services.progress.status = 'passed'
    press('g')
    await settled()
    expect(outcome(session)).toBe('graded')
    expect(session.lastReport).toEqual(passedReport)
    expect(session.state.task?.progress.status).toBe('passed')
    expect(selectedEntry(session.state.track)?.status).toBe('passed')
  })

  it('that fails for a reason of our own says so and can be tried again', async () => {
    let attempts = 0
    const { session, press } = begin({
      grade: async (_task, onEvent) => {
        if (attempts++ === 0) throw new Error('no more processes')
        return gradeAtOnce(passedReport, onEvent)
      },
    })
    press('enter', 'g')
    await settled()
    expect(session.state.run?.outcome).toEqual({
      kind: 'broke',
      problem: 'The workbench made a mistake of its own: no more processes',
      ours: true,
    })
    press('r')
    await settled()
    expect(outcome(session)).toBe('graded')
  })

  it('that cannot begin tells what to do', async () => {
    const { session, press } = begin({
      grade: async () => {
        throw new UserError('no-file', 'Your file is gone; `npx workbench reset 1.1` brings it back.')
      },
    })
    press('enter', 'g')
    await settled()
    expect(session.state.run?.outcome).toMatchObject({
      ours: false,
      problem: expect.stringContaining('reset 1.1'),
    })
  })

  it('whose result cannot be recorded shows it, and says so', async () => {
    const { session, press } = begin({
      grade: async (_task, onEvent) => {
        gradeAtOnce(passedReport, onEvent)
        throw new UserError('disk-full', 'The disk is full.')
      },
    })
    press('enter', 'g')
    await settled()
    expect(session.state).toMatchObject({ notice: 'The disk is full.', run: { outcome: { kind: 'graded' } } })
    expect(session.lastReport).toBe(passedReport)
  })

  it('is stopped by esc, and its late events are not heard', async () => {
    const { gradings, grade } = heldGradings()
    const { session, press } = begin({ grade })
    press('enter', 'g')
    gradings[0]?.tell(gradeEvents(violatedReport)[0] as GradeEvent)
    press('esc')
    expect(gradings[0]?.signal.aborted).toBe(true)
    expect(session.state).toMatchObject({ screen: 'task', notice: 'Grading stopped.' })
    for (const event of gradeEvents(violatedReport)) gradings[0]?.tell(event)
    gradings[0]?.finish(violatedReport)
    await settled()
    expect(outcome(session)).toBe('stopped')
    expect(session.lastReport).toBeUndefined()
  })

  it('is not begun twice by g, but begun again by r', async () => {
    const { gradings, grade } = heldGradings()
    const { session, press } = begin({ grade })
    press('enter', 'g', 'g')
    expect(gradings).toHaveLength(1)
    expect(session.state.notice).toContain('being graded already')
    press('r')
    expect(gradings).toHaveLength(2)
    expect(gradings.map(({ signal }) => signal.aborted)).toEqual([true, false])
    gradings[0]?.fail(new Error('aborted'))
    await settled()
    expect(outcome(session)).toBe('running')
    gradings[1]?.finish(passedReport)
    await settled()
    expect(outcome(session)).toBe('graded')
  })

  it('keeps time only while something moves', async () => {
    const clock = manualClock()
    const { gradings, grade } = heldGradings()
    const { session, press } = begin({ clock, grade })
    press('enter')
    expect(clock.running).toBe(0)
    press('g')
    expect(clock.running).toBe(1)
    for (const event of gradeEvents(violatedReport)) gradings[0]?.tell(event)
    expect(session.state.run?.exhibit?.playing).toBe(true)
    clock.pass(3000)
    expect(session.state.run?.exhibit).toMatchObject({ place: 1, playing: false })
    expect(clock.running).toBe(0)
    press('space')
    expect(clock.running).toBe(1)
    clock.pass(3000)
    expect(clock.running).toBe(0)
  })

  it('moves nothing by itself for a screen reader', async () => {
    const clock = manualClock()
    const { session, press } = begin({ clock }, { spoken: true })
    press('enter', 'g')
    await settled()
    expect(clock.running).toBe(0)
    expect(session.state.run?.exhibit).toMatchObject({ place: 1, playing: false })
    press('space')
    expect(session.state.notice).toContain('screen reader')
  })
})

describe('hints', () => {
  it('come one at a time, are recorded, and are scrolled to', () => {
    const { session, services, press } = begin()
    press('enter', 'h')
    expect(services.progress.hints).toBe(1)
    expect(session.state.task?.progress.hints).toBe(1)
    expect(session.state.task?.scroll).toBeGreaterThan(0)
  })

  it('end, and say so', () => {
    const { session, press } = begin()
    press('enter', 'h', 'h', 'h', 'h')
    expect(session.state.notice).toBe('All 3 hints are shown, below the text.')
  })

  it('are shown even where they cannot be recorded', async () => {
    const { session, press } = begin({
      recordHint: async () => {
        throw new UserError('disk-full', 'The disk is full.')
      },
    })
    press('enter', 'h')
    await settled()
    expect(session.state).toMatchObject({ notice: 'The disk is full.', task: { progress: { hints: 1 } } })
  })
})

describe('watching', () => {
  it('grades after each change, until it is turned off', async () => {
    const stop = vi.fn()
    let change = () => {}
    const { gradings, grade } = heldGradings()
    const { session, press } = begin({
      grade,
      watch(_file, onChange) {
        change = onChange
        return stop
      },
    })
    press('enter', 'w')
    expect(session.state.task?.watching).toBe(true)
    change()
    change()
    expect(gradings.map(({ signal }) => signal.aborted)).toEqual([true, false])
    press('w')
    expect(stop).toHaveBeenCalledOnce()
    expect(session.state.task?.watching).toBe(false)
  })

  it('ends when the task is left', () => {
    const stop = vi.fn()
    const { session, press } = begin({ watch: () => stop })
    press('enter', 'w', 'esc')
    expect(stop).toHaveBeenCalledOnce()
    expect(session.state).toMatchObject({ screen: 'track', notice: 'No longer watching the task you left.' })
  })
})

describe('leaving', () => {
  it('q asks for 0 and Ctrl-C for 130, from every screen', () => {
    for (const keys of [[], ['/'], ['enter'], ['enter', 'g'], ['?']]) {
      const { leavings, press } = begin()
      press(...keys, 'ctrl-c')
      expect(leavings).toEqual([{ kind: 'quit', exitCode: 130 }])
    }
    const { leavings, press } = begin()
    press('enter', 'q')
    expect(leavings).toEqual([{ kind: 'quit', exitCode: 0 }])
  })

  it('for the editor names the file', () => {
    const { leavings, press } = begin()
    press('enter', 'e')
    expect(leavings).toEqual([{ kind: 'edit', file: passedReport.file }])
  })

  it('stops what goes on, and waits until the grading has let go', async () => {
    const { gradings, grade } = heldGradings()
    const { session, press } = begin({ grade })
    press('enter', 'g')
    const closed = vi.fn()
    const closing = session.close().then(closed)
    expect(gradings[0]?.signal.aborted).toBe(true)
    await settled()
    expect(closed).not.toHaveBeenCalled()
    gradings[0]?.fail(new Error('aborted'))
    await closing
    expect(closed).toHaveBeenCalled()
  })

  it('does not wait for ever', async () => {
    const clock = manualClock()
    const { session, press } = begin({ clock, grade: () => new Promise(() => {}) })
    press('enter', 'g')
    const closing = session.close()
    clock.pass(1000)
    await expect(closing).resolves.toBeUndefined()
  })
})
