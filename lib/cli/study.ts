import { loadTrack, type Track } from '../track/load.ts'
import { packageRoot } from '../track/root.ts'
import type { Task } from '../track/task.ts'
import type { StudyPen } from '../view/study-parts.ts'
import { loadTaskText } from '../view/task-text.ts'
import type { Call } from './command.ts'
import type { Context } from './context.ts'
import { requireTask } from './tasks.ts'

/** Where the study texts are, and the task that was asked for, if one was. */
export type Study = { root: string; track: Track; task: Task | undefined }

export function openStudy({ options, context }: Call): Study {
  const root = packageRoot()
  const track = loadTrack(root)
  const task = options.task === undefined ? undefined : requireTask(track, options.task, context.cwd)
  return { root, track, task }
}

/** Those that belong to a task; all when none was asked for. */
export function about<Kind extends { tasks: string[] }>(entries: Kind[], { task }: Study): Kind[] {
  return task === undefined ? entries : entries.filter(({ tasks }) => tasks.includes(task.number))
}

export async function studyPen({ pen }: Pick<Context, 'pen'>): Promise<StudyPen> {
  return { ...pen, render: await loadTaskText() }
}

/** Prints entries as JSON, or one below the other with a rule between them. */
export async function printEntries<Kind>(
  entries: Kind[],
  text: (entry: Kind, pen: StudyPen) => string[],
  { options, context }: Call,
): Promise<void> {
  if (options.json) return context.print(JSON.stringify(entries, null, 2))
  const pen = await studyPen(context)
  const between = ['', pen.paint('quiet', pen.symbols.rule.repeat(Math.min(pen.width, 40))), '']
  for (const [index, entry] of entries.entries()) {
    context.print(...(index === 0 ? [] : between), ...text(entry, pen))
  }
}
