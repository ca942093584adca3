import { race } from '../lww/demo.ts'
import { allTasks, type Track } from '../track/load.ts'
import { packageRoot } from '../track/root.ts'
import { loadConcepts } from '../track/study/concepts.ts'
import { loadInterview } from '../track/study/interview.ts'
import { loadKeyMistakes } from '../track/study/key-mistakes.ts'
import { loadPrerequisites } from '../track/study/prerequisites.ts'
import { loadReading } from '../track/study/reading.ts'
import { taskHints, taskText } from '../track/text.ts'
import type { Services } from '../tui/services.ts'
import { taskOrder } from '../tui/study.ts'
import { progressOf } from '../workspace/progress.ts'
import { readProgress } from '../workspace/read-progress.ts'
import { recordHint } from '../workspace/record.ts'
import { fileOf, type Workspace } from '../workspace/workspace.ts'
import { openBench } from './bench.ts'
import type { Context } from './context.ts'
import { findEditor, noEditor, openInEditor } from './editor.ts'
import { defaultSeed, gradeSubmission, recordGrading } from './grading.ts'
import { modelStore } from './stores.ts'
import { ownSubmission } from './submission.ts'
import { watchFile } from './watch.ts'

/** What the screens work with, done for real in a learner's workspace. */
export function createServices(context: Context, track: Track, workspace: Workspace): Services {
  const { env, now, date, cwd } = context
  const editor = findEditor(env, process.platform)
  // Opened at once and kept, so that its processes are ready when `g` is pressed.
  let bench: ReturnType<typeof openBench> | undefined = openBench(context)
  return {
    track,
    progressOf(task) {
      const { status, stars, attempts, hintsSeen } = progressOf(readProgress(workspace).progress, task)
      return { status, stars, attempts, hints: hintsSeen }
    },
    textOf: taskText,
    hintsOf: taskHints,
    async studyTexts() {
      const root = packageRoot()
      const { knownMistakes } = await import('../grade/known-mistakes.ts')
      return {
        interview: loadInterview(root, track),
        mistakes: await knownMistakes(root, allTasks(track), loadKeyMistakes(root, track)),
        concepts: loadConcepts(root, track),
        reading: loadReading(root, track),
        prerequisites: [...loadPrerequisites(root, track), taskOrder(allTasks(track))],
      }
    },
    race(setting) {
      const model = modelStore(track)
      bench ??= openBench(context)
      return race(setting, { lww: model, vv: model }, bench.sandbox)
    },
    fileOf: (task) => fileOf(workspace, task),
    base: cwd,
    async grade(task, onEvent, signal) {
      const submission = ownSubmission(task, workspace)
      bench ??= openBench(context)
      const { sandbox } = bench
      const stop = () => {
        sandbox.close()
        bench = undefined
      }
      signal.addEventListener('abort', stop, { once: true })
      try {
        const graded = await gradeSubmission(bench, submission, context, { seed: defaultSeed, onEvent })
        signal.throwIfAborted()
        recordGrading(submission, graded, defaultSeed, context)
        return graded.report
      } finally {
        signal.removeEventListener('abort', stop)
      }
    },
    recordHint(task, level) {
      recordHint(workspace, { task: task.number, at: date(), level })
    },
    watch(file, onChange) {
      let stopped = false
      const watching = watchFile(file, () => stopped || onChange())
      return () => {
        stopped = true
        void watching.then((stop) => stop())
      }
    },
    noEditor: editor === undefined ? noEditor : undefined,
    async openEditor(file) {
      if (editor !== undefined) await openInEditor(editor, file, process.platform)
    },
    clock: {
      now,
      every(ms, run) {
        const timer = setInterval(run, ms)
        return () => clearInterval(timer)
      },
    },
  }
}
