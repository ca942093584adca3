import type { Run } from '../check/run.ts'
import { bundleProgram } from '../sandbox/bundle.ts'
import type { Runner } from '../sandbox/sandbox.ts'
import { gatherFacts } from '../trace/facts.ts'
import type { Plan } from '../trace/plan.ts'

/** What a program's run through each of some plans shows, in their order; undefined everywhere when it does not build. */
export async function runsOf<Shown>(
  file: string,
  plans: Plan[],
  sandbox: Runner,
  show: (run: Run) => Shown | undefined,
): Promise<(Shown | undefined)[]> {
  const shown: (Shown | undefined)[] = plans.map(() => undefined)
  const bundled = await bundleProgram(file)
  if (bundled.kind !== 'built') return shown
  await sandbox.run(bundled.bundle, plans, (trace, index) => {
    if (trace.end.kind === 'finished') shown[index] = show({ trace, facts: gatherFacts(trace) })
  })
  return shown
}
