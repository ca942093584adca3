import path from 'node:path'
import { type KnownMistake, knownMistakes } from '../../grade/known-mistakes.ts'
import { UserError } from '../../protocol/user-error.ts'
import { allTasks } from '../../track/load.ts'
import { nearest } from '../../track/nearest.ts'
import { loadKeyMistakes } from '../../track/study/key-mistakes.ts'
import type { Task } from '../../track/task.ts'
import { exampleText, mistakeOverview, mistakeText } from '../../view/mistake-text.ts'
import type { Call } from '../command.ts'
import { didYouMean, oneOf } from '../did-you-mean.ts'
import { gradeMistake } from '../mistake-run.ts'
import { openStudy, printEntries, studyPen } from '../study.ts'

export async function run(call: Call): Promise<number> {
  const { args, options, context } = call
  const { root, track, task } = openStudy(call)
  const tasks = task === undefined ? allTasks(track) : [task]
  const all = await knownMistakes(root, tasks, loadKeyMistakes(root, track))
  const [slug] = args
  const shown = slug === undefined ? all : named(all, slug, task)
  if (options.run) await runAndPrint(onlyOne(shown, slug), call)
  else if (options.json) context.print(JSON.stringify(shown.map(jsonMistake), null, 2))
  else if (slug !== undefined || task !== undefined) await printEntries(shown, mistakeText, call)
  else {
    context.print(...mistakeOverview(all, await studyPen(context)))
    context.say(howToGoOn)
  }
  return 0
}

async function runAndPrint(mistake: KnownMistake, call: Call): Promise<void> {
  const { pen, cwd, print } = call.context
  const program = path.relative(cwd, mistake.program)
  if (call.options.json) {
    const report = await gradeMistake(mistake, call)
    return print(JSON.stringify([{ ...jsonMistake(mistake), report }], null, 2))
  }
  // Before its report, which speaks to whoever wrote the program.
  print(...exampleText({ ...mistake, program }, pen), '')
  const report = await gradeMistake(mistake, call)
  const { reportText } = await import('../../view/report-text.ts')
  print(...reportText(report, { ...pen, base: cwd, named: program }))
}

function named(all: KnownMistake[], name: string, task: Task | undefined): KnownMistake[] {
  const asked = name.trim().toLowerCase()
  const found = all.filter(({ slug }) => slug === asked)
  if (found.length > 0) return found
  const slugs = new Set(all.map(({ slug }) => slug))
  throw new UserError(
    'unknown-mistake',
    unknown(
      name,
      task,
      nearest(asked, [...slugs], (slug) => [slug]),
    ),
  )
}

function onlyOne(shown: KnownMistake[], slug: string | undefined): KnownMistake {
  const [first, second] = shown
  if (slug === undefined || first === undefined) throw new UserError('no-mistake', noMistake)
  if (second !== undefined) throw new UserError('several-tasks', several(slug, shown))
  return first
}

function jsonMistake({ task, slug, title, cause, fix, why, program }: KnownMistake) {
  return { task: task.number, slug, title, cause, fix, whyItMatters: why ?? null, program }
}

const howToGoOn = `
Cause and fix of one: npx workbench mistakes no-dedup
All of a task: npx workbench mistakes --task 2.1
See one fail: npx workbench mistakes no-dedup --run`
const unknown = (name: string, task: Task | undefined, near: string[]) =>
  `${task === undefined ? 'No grader' : `The grader of task ${task.number}`} knows ${task === undefined ? 'a' : 'no'} mistake "${name}". ${didYouMean(near, seeList)}`
const seeList = '`npx workbench mistakes` lists them all.'
const noMistake = 'Say which mistake to run, such as `npx workbench mistakes no-dedup --run`.'
const several = (slug: string, shown: KnownMistake[]) =>
  `${slug} is a mistake in several tasks. Say in which with --task ${oneOf(shown.map(({ task }) => task.number))}.`
