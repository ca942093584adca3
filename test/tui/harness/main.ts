import { spawn } from 'node:child_process'
import { readFileSync, unwatchFile, watchFile } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Report } from '../../../lib/grade/report.ts'
import { runApp } from '../../../lib/tui/app.tsx'
import type { Services } from '../../../lib/tui/services.ts'
import { broadcast, floodTrace, grid } from '../../view/flood.ts'
import { brokenReport, passedReport, violatedReport } from '../../view/reports.ts'
import { fakeServices, gradeEvents } from '../fakes.ts'

/**
 * The screens in a process of their own, over services that pretend: what the tests of a real terminal drive. The
 * variable HARNESS says how they pretend: the report that gradings end with, or how they go wrong.
 */
const mode = process.env.HARNESS ?? 'violated'

const reports: { [mode: string]: Report } = {
  passed: passedReport,
  violated: violatedReport,
  threw: brokenReport,
}

const grade: Services['grade'] = async (_task, onEvent, signal) => {
  if (mode === 'reject') throw new Error('the disk is full')
  const report = reports[mode] ?? violatedReport
  const pause = Number(process.env.HARNESS_PAUSE ?? 30)
  const exhibit = mode === 'grid' ? gridTrace() : undefined
  for (const event of gradeEvents(report, exhibit)) {
    if (mode === 'endless' && event.kind === 'done') await sleep(3_600_000, undefined, { signal })
    await sleep(pause, undefined, { signal })
    onEvent(event)
  }
  return report
}

function gridTrace() {
  const values = Array.from({ length: 20 }, (_, index) =>
    broadcast(100 + index * 15, `n${((index * 7) % 25) + 1}`, index),
  )
  return floodTrace(grid(5), values, { scenario: 'grid-of-25', seed: 1 })
}

const services = fakeServices({
  grade,
  clock: {
    now: () => performance.now(),
    every(ms, run) {
      const timer = setInterval(run, ms)
      return () => clearInterval(timer)
    },
  },
  openEditor: (file) =>
    new Promise((resolve, reject) => {
      const editor = spawn(process.env.EDITOR ?? 'true', [file], { stdio: 'inherit' })
      editor.on('error', reject).on('exit', () => resolve())
    }),
  watch(file, onChange) {
    if (mode === 'throw-later')
      setImmediate(() => {
        throw new Error('thrown by a watcher')
      })
    const heard = () => onChange()
    watchFile(file, { interval: 50 }, heard)
    return () => unwatchFile(file, heard)
  },
  ...(process.env.HARNESS_FILE && { fileOf: () => process.env.HARNESS_FILE ?? '' }),
  ...(process.env.HARNESS_TEXT && { textOf: () => readFileSync(process.env.HARNESS_TEXT ?? '', 'utf8') }),
  // A hint that is none makes the drawing of a task throw.
  ...(mode === 'throw' && { hintsOf: () => [null as never] }),
})
if (mode === 'throw') services.progress.hints = 1

try {
  const { exitCode } = await runApp(services, {
    ...{
      stdin: process.stdin,
      stdout: process.stdout,
      stderr: process.stderr,
      env: process.env,
      signals: process,
    },
    inline: process.argv.includes('--inline'),
  })
  process.exit(exitCode)
} catch (error) {
  process.stderr.write(`FAILED: ${String(error)}\n`)
  process.exit(3)
}
