import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { UserError } from '../../protocol/user-error.ts'
import type { RunEnd } from '../../trace/event.ts'
import { loadTrack } from '../../track/load.ts'
import { packageRoot } from '../../track/root.ts'
import { hang } from '../../view/text.ts'
import { replaceFile } from '../../workspace/replace-file.ts'
import { kept } from '../../workspace/workspace.ts'
import { openBench } from '../bench.ts'
import type { Call } from '../command.ts'
import type { Context } from '../context.ts'
import { findEditor, noEditor } from '../editor.ts'
import { workspaceOf } from '../learner.ts'

/** What was found out about something. A `note` is worth knowing, and nothing fails for it. */
type Finding = { kind: 'ok' | 'note' | 'bad'; text: string }

export async function run({ context }: Call): Promise<number> {
  const examinations = [node, build, sandbox, workspace, editor, terminal, colour, signs]
  const findings: Finding[] = []
  for (const examine of examinations) {
    const finding = await examine(context)
    findings.push(finding)
    context.print(...linesOf(finding, context))
  }
  const bad = findings.filter(({ kind }) => kind === 'bad').length
  context.print('', bad === 0 ? allWell : notWell(bad))
  return bad === 0 ? 0 : 3
}

function linesOf({ kind, text }: Finding, { pen: { width, paint } }: Context): string[] {
  switch (kind) {
    case 'ok':
      return hang(`${paint('good', 'ok    ')}  `, text, width)
    case 'note':
      return hang(`${paint('warn', 'note  ')}  `, text, width)
    case 'bad':
      return hang(`${paint('bad', 'not ok')}  `, text, width)
  }
}

async function node(): Promise<Finding> {
  const { engines } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'))
  const needed = engines.node.replace('>=', '')
  const newEnough = process.versions.node.localeCompare(needed, 'en', { numeric: true }) >= 0
  return newEnough
    ? { kind: 'ok', text: `Node ${process.versions.node}` }
    : { kind: 'bad', text: `Node ${process.versions.node} is too old. Install ${needed} or newer.` }
}

async function build(): Promise<Finding> {
  const dist = join(packageRoot(), 'dist')
  const needed = ['runner.js', join('types', 'gossip-workbench.d.ts')]
  const missing = needed.find((file) => !existsSync(join(dist, file)))
  return missing === undefined
    ? { kind: 'ok', text: `The workbench in ${packageRoot()} is whole.` }
    : { kind: 'bad', text: `${join(dist, missing)} is missing. Install the workbench again.` }
}

/** Runs a program of ours as a learner's is run. */
async function sandbox(context: Context): Promise<Finding> {
  const startedAt = context.now()
  try {
    const end = await runOnce(context)
    const took = Math.round(context.now() - startedAt)
    return end.kind === 'finished'
      ? { kind: 'ok', text: `A program was built and ran in the sandbox, in ${took} ms.` }
      : { kind: 'bad', text: `Programs do not run in the sandbox: ${JSON.stringify(end)}` }
  } catch (error) {
    return { kind: 'bad', text: `Programs do not run in the sandbox: ${String(error)}` }
  }
}

async function runOnce(context: Context): Promise<RunEnd> {
  const { root, sandbox } = openBench(context)
  const [{ bundleProgram }, { loadGrader }] = await Promise.all([
    import('../../sandbox/bundle.ts'),
    import('../../grade/load-grader.ts'),
  ])
  const [task] = loadTrack(root).tasks
  if (task === undefined) throw new Error('there is no task')
  const folder = join(root, 'solutions', relative(join(root, 'exercises'), task.folder))
  const bundled = await bundleProgram(join(folder, 'solution.ts'))
  if (bundled.kind === 'build-error') throw new Error(bundled.problem.message)
  const [scenario] = (await loadGrader(root, task)).scenarios
  if (scenario === undefined) throw new Error(`task ${task.number} has no scenario`)
  const ends: RunEnd[] = []
  await sandbox.run(bundled.bundle, [scenario.plan(1)], ({ end }) => ends.push(end))
  const [end] = ends
  if (end === undefined) throw new Error('nothing came back')
  return end
}

async function workspace({ cwd }: Context): Promise<Finding> {
  const found = workspaceOf(cwd)
  if (found === undefined) return { kind: 'note', text: noWorkspace }
  try {
    replaceFile(found, kept(found, 'tmp', 'doctor'), '', { durable: true })
    return { kind: 'ok', text: `The workspace ${found.folder} can be written to.` }
  } catch (error) {
    if (error instanceof UserError) return { kind: 'bad', text: error.message }
    throw error
  }
}

async function editor({ env }: Context): Promise<Finding> {
  const found = findEditor(env, process.platform)
  return found === undefined
    ? { kind: 'note', text: noEditor }
    : { kind: 'ok', text: `Your editor is opened with: ${found}` }
}

async function terminal({ interactive, env }: Context): Promise<Finding> {
  if (!interactive) return { kind: 'note', text: env.CI ? underCi : noTerminal }
  const { columns, rows } = process.stdout
  const size = `The terminal has ${columns} columns and ${rows} lines.`
  return columns >= smallest.columns && rows >= smallest.rows
    ? { kind: 'ok', text: size }
    : { kind: 'note', text: `${size} Make it at least ${smallest.columns} by ${smallest.rows}.` }
}

const smallest = { columns: 40, rows: 12 }

async function colour({ pen, env }: Context): Promise<Finding> {
  if (pen.paint('good', 'x') !== 'x') return { kind: 'ok', text: 'Colour is on.' }
  const why =
    env.NO_COLOR || env.TERM === 'dumb' ? 'because you asked for none' : 'because this is no terminal'
  return { kind: 'ok', text: `Colour is off, ${why}.` }
}

async function signs({ pen: { symbols } }: Context): Promise<Finding> {
  const { passed, failed, star } = symbols
  return {
    kind: 'ok',
    text: `Signs are drawn like this: ${passed} ${failed} ${star} ${symbols.shades.join('')}`,
  }
}

const allWell = 'Everything that the workbench needs is there.'
const notWell = (bad: number) => `${bad} of these ${bad === 1 ? 'needs' : 'need'} to be put right.`
const noWorkspace = 'There is no workspace in this folder or above it. `npx workbench start` makes one.'
const noTerminal =
  'This is no terminal that screens can be drawn on, so `npx workbench start` prints the list instead of opening the screens.'
const underCi = 'CI is set, so `npx workbench start` prints the list instead of opening the screens.'
