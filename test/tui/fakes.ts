import type { GradeEvent } from '../../lib/grade/progress.ts'
import type { Report } from '../../lib/grade/report.ts'
import type { Trace } from '../../lib/trace/trace.ts'
import type { Clock, Services, TaskProgress } from '../../lib/tui/services.ts'
import { raceInPlain } from '../support/race.ts'
import { broadcast, floodTrace, ring } from '../view/flood.ts'
import { passedReport } from '../view/reports.ts'
import { studyTexts } from './study-texts.ts'
import { basicBroadcast, hints, text, track } from './track.ts'

/** Services that keep everything in memory; a test replaces what it is about. */
export function fakeServices(changes: Partial<Services> = {}): Services & { progress: TaskProgress } {
  const progress: TaskProgress = { status: 'started', stars: 0, attempts: 2, hints: 0 }
  return {
    progress,
    track,
    progressOf: (task) =>
      task === basicBroadcast ? { ...progress } : { status: 'new', stars: 0, attempts: 0, hints: 0 },
    textOf: () => text,
    hintsOf: () => hints,
    studyTexts: async () => studyTexts,
    race: async (setting) => raceInPlain(setting),
    fileOf: () => passedReport.file,
    base: '/home/ada',
    grade: async (_task, onEvent) => gradeAtOnce(passedReport, onEvent),
    recordHint(_task, level) {
      progress.hints = level
    },
    watch: () => () => {},
    noEditor: undefined,
    openEditor: async () => {},
    clock: manualClock(),
    ...changes,
  }
}

/** All the events of a grading, one after the other. */
export function gradeEvents(report: Report, exhibit: Trace = ringTrace()): GradeEvent[] {
  const checks = report.checks.map(({ id, name, required }) => ({ id, name, required }))
  const failed = report.checks.filter(({ status }) => status === 'failed').map(({ id }) => id)
  const runs = 12
  return [
    { kind: 'planned', checks, runs },
    ...Array.from({ length: runs }, (_, index) => ({
      ...{ kind: 'run' as const, scenario: index < 6 ? 'line-of-5' : 'ring-of-6', seed: index + 1 },
      ...{ done: index + 1, runs, failedChecks: index === 8 ? failed : [] },
    })),
    { kind: 'done', report, exhibit },
  ]
}

export function gradeAtOnce(report: Report, onEvent: (event: GradeEvent) => void): Report {
  for (const event of gradeEvents(report)) onEvent(event)
  return report
}

function ringTrace(): Trace {
  return floodTrace(ring(6), [broadcast(100, 'n1', 42)], { scenario: 'ring-of-6', seed: 3 })
}

/** Time that passes only when it is told to. */
export function manualClock(): Clock & { pass(ms: number): void; readonly running: number } {
  let now = 1000
  let timers: { ms: number; run: () => void; due: number }[] = []
  return {
    now: () => now,
    every(ms, run) {
      const timer = { ms, run, due: now + ms }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    get running() {
      return timers.length
    },
    pass(ms) {
      const until = now + ms
      for (;;) {
        const next = timers.filter(({ due }) => due <= until).sort((one, two) => one.due - two.due)[0]
        if (next === undefined) break
        now = next.due
        next.due += next.ms
        next.run()
      }
      now = until
    },
  }
}
