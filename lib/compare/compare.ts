import path from 'node:path'
import { bundleProgram } from '../sandbox/bundle.ts'
import type { Bundle } from '../sandbox/place.ts'
import type { Runner } from '../sandbox/sandbox.ts'
import { gatherFacts } from '../trace/facts.ts'
import type { Trace } from '../trace/trace.ts'
import type { Compared, Comparison, Contender } from './comparison.ts'

export type CompareJob = {
  comparison: Comparison
  /** The folder that the contenders' files are named from. */
  root: string
  seed: number
  sandbox: Runner
}

/** Puts every contender through every trial with this seed. One that does not run to its end is our own mistake. */
export async function compare({ comparison, root, seed, sandbox }: CompareJob): Promise<Compared> {
  const { slug, title, question, contenders, trials } = comparison
  const columns: (number | null)[][][] = []
  for (const contender of contenders) {
    const bundle = await bundleOf(contender, root)
    const plans = trials.map((trial) => trial.plan(seed, contender))
    const values: (number | null)[][] = []
    await sandbox.run(bundle, plans, (trace, index) => {
      if (trace.end.kind !== 'finished') throw new Error(broke(contender, trace))
      const run = { trace, facts: gatherFacts(trace) }
      values[index] = trials[index]?.figures.map(({ measure }) => measure(run) ?? null) ?? []
    })
    columns.push(values)
  }
  return {
    ...{ slug, title, question, seed, contenders },
    trials: trials.map(({ name, title: story, figures }, index) => ({
      name,
      title: story,
      figures: figures.map(({ measure: _, ...figure }) => figure),
      rows: columns.map((values) => values[index] ?? []),
    })),
  }
}

async function bundleOf({ name, program }: Contender, root: string): Promise<Bundle> {
  const bundled = await bundleProgram(path.join(root, program))
  if (bundled.kind === 'build-error') throw new Error(`${name}: ${bundled.problem.message}`)
  return bundled.bundle
}

function broke({ name, program }: Contender, { plan, end }: Trace): string {
  return `"${name}" (${program}) did not come to the end of "${plan.scenario}", seed ${plan.seed}: ${end.kind} at ${end.at} ms.`
}
