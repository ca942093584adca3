import type { Runner } from '../sandbox/sandbox.ts'
import { measureStore, type StoreMeasures } from '../trace/store-measures.ts'
import { solutionFile } from '../track/solutions.ts'
import type { Task } from '../track/task.ts'
import type { Grader } from './grader.ts'
import { HarnessFailure } from './harness-failure.ts'
import { plannedRuns } from './planned-runs.ts'
import { runsOf } from './runs-of.ts'

/** What two stores cost in the same run, and how far behind their replicas were. */
export type BenchmarkCell = {
  scenario: string
  /** The run's own seed. */
  seed: number
  replicas: number
  fault: string
  /** Undefined where the program did not build or did not run to the end. */
  own: StoreMeasures | undefined
  reference: StoreMeasures
}

/** The graded store beside the task's solution, over cluster sizes and faults. */
export type Benchmark = { seed: number; cells: BenchmarkCell[] }

export type BenchmarkJob = { task: Task; grader: Grader; file: string; seed: number; sandbox: Runner }

/** Measures a store in the runs of its grading that the task names for it; undefined for a task that names none. */
export async function benchmarkStore(job: BenchmarkJob): Promise<Benchmark | undefined> {
  const { task, grader, file, seed, sandbox } = job
  if (grader.benchmark === undefined) return undefined
  const { requests, runs } = grader.benchmark
  const planned = plannedRuns(grader, seed)
  const plans = runs.map(({ scenario }) => {
    const run = planned.find(({ plan }) => plan.scenario === scenario)
    if (run === undefined) throw new HarnessFailure(noScenario(scenario))
    return run.plan
  })
  const measured = (program: string) =>
    runsOf(program, plans, sandbox, ({ facts }) => measureStore(facts, requests))
  const [own, references] = await Promise.all([measured(file), measured(solutionFile(task))])
  const cells = runs.map(({ scenario, replicas, fault }, index): BenchmarkCell => {
    const reference = references[index]
    if (reference === undefined) throw new HarnessFailure(noReference(scenario))
    return { scenario, seed: plans[index]?.seed ?? seed, replicas, fault, own: own[index], reference }
  })
  return { seed, cells }
}

const noScenario = (name: string) => `The benchmark names a scenario "${name}" that the task does not have.`
const noReference = (name: string) => `The task's solution did not run through "${name}".`
