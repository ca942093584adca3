import { relative } from 'node:path'
import { type DevReport, devCheck } from '../../grade/dev-check.ts'
import { allTasks, loadTrack } from '../../track/load.ts'
import { confusionLines } from '../../view/confusion-text.ts'
import { count, hang } from '../../view/text.ts'
import { openBench } from '../bench.ts'
import type { Call } from '../command.ts'
import type { Context } from '../context.ts'
import { requireTask } from '../tasks.ts'

/** Enough to catch what usually goes wrong while one writes a task. */
const fewSeeds = 3

export async function run({ options, context }: Call): Promise<number> {
  const { cwd, now, say, print, signal } = context
  const bench = openBench(context)
  const track = loadTrack(bench.root)
  const tasks = options.task === undefined ? allTasks(track) : [requireTask(track, options.task, cwd)]
  const { seeds = fewSeeds } = options
  const report = await devCheck({
    ...bench,
    tasks,
    seeds,
    now,
    onProgram: (program) => say(`Tried ${program}.`),
  })
  signal.throwIfAborted()
  if (options.json) print(JSON.stringify(report, null, 2))
  else print(...linesOf(report, bench.root, context))
  return report.ok ? 0 : 1
}

/** A claim about a program, and whether it was proved. */
type Proof = { proved: boolean; claim: string; message: string }

function linesOf(report: DevReport, root: string, { pen }: Context): string[] {
  const { symbols, paint, width } = pen
  const proofs = proofsOf(report, root)
  const lines = proofs.flatMap(({ proved, claim, message }) => {
    const sign = proved ? paint('good', symbols.passed) : paint('bad', symbols.failed)
    return [...hang(`${sign} `, claim, width), ...(proved ? [] : hang('    ', message, width))]
  })
  const proved = proofs.filter((proof) => proof.proved).length
  const matrices = report.confusion.flatMap((confusion) => ['', ...confusionLines(confusion)])
  return [...lines, ...matrices, '', `${proved} of ${proofs.length} proved.`]
}

function proofsOf({ stubs, solutions, variants, mistakes, confusion }: DevReport, root: string): Proof[] {
  return [
    ...stubs.map(({ task, failed, asMeant, message }) => ({
      proved: failed && asMeant,
      claim: `${task}: the stub fails, and says that it is not written yet`,
      message: failed ? message : 'it passes',
    })),
    ...[...solutions, ...variants].map(({ task, file, passed, seeds, message }) => ({
      proved: passed,
      claim: `${task}: ${relative(root, file)} passes with ${count(seeds, 'seed')}`,
      message,
    })),
    ...mistakes.map(({ task, slug, failed, named, named_as, message }) => ({
      proved: failed && named,
      claim: `${task}: ${slug} fails and is named`,
      message: failed ? `it is named ${named_as.join(', ') || 'nothing'}: ${message}` : 'it passes',
    })),
    ...confusion.map(({ task, clear }) => ({
      proved: clear,
      claim: `${task}: no program is taken for another`,
      message: 'the table below shows which',
    })),
  ]
}
