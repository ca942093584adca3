import path from 'node:path'
import type { Runner } from '../sandbox/sandbox.ts'
import { measure } from '../trace/metrics.ts'
import type { Plan } from '../trace/plan.ts'
import { solutionsFolder } from '../track/solutions.ts'
import type { Task } from '../track/task.ts'
import type { Grader, Limits } from './grader.ts'
import { HarnessFailure } from './harness-failure.ts'
import { runsOf } from './runs-of.ts'

/** What a program cost in a run: messages for each client operation, and milliseconds to a value's last node. */
export type Landmark = { name: string; perOp: number; medianMs: number; maxMs: number }

/** The graded program and the reference programs, all on the same plan. */
export type Comparison = { seed: number; own: Landmark | undefined; others: Landmark[]; limits: Limits[] }

export type LandmarksJob = { task: Task; grader: Grader; file: string; seed: number; sandbox: Runner }

/**
 * Sets a program beside the task's reference programs; undefined for a task that has none. `own` is undefined where the
 * program does not build, ends itself, or leaves somebody without a value, so that there is no time to show.
 */
export async function compareWithLandmarks(job: LandmarksJob): Promise<Comparison | undefined> {
  const { task, grader, file, seed, sandbox } = job
  if (grader.landmarks === undefined) return undefined
  const { plan: planOf, programs, limits } = grader.landmarks
  const plan = planOf(seed)
  const measured = (name: string, program: string) => placeOf(name, program, plan, grader.writes, sandbox)
  const reference = async (name: string) => {
    const landmark = await measured(name, path.join(solutionsFolder(task), 'references', `${name}.ts`))
    if (landmark === undefined) throw new HarnessFailure(noPlace(name))
    return landmark
  }
  const [own, others] = await Promise.all([measured('yours', file), Promise.all(programs.map(reference))])
  return { seed, own, others, limits }
}

async function placeOf(
  name: string,
  file: string,
  plan: Plan,
  writes: string,
  sandbox: Runner,
): Promise<Landmark | undefined> {
  const [landmark] = await runsOf(file, [plan], sandbox, ({ facts }): Landmark | undefined => {
    const { msgsPerOp, medianPropagationMs, maxPropagationMs } = measure(facts, writes)
    const isEverywhere = [...facts.knowledge.values()].every(
      ({ holders }) => holders.size === facts.live.size,
    )
    if (!isEverywhere || facts.knowledge.size === 0) return undefined
    return { name, perOp: msgsPerOp, medianMs: medianPropagationMs, maxMs: maxPropagationMs }
  })
  return landmark
}

const noPlace = (name: string) => `The reference program "${name}" did not bring every value everywhere.`
