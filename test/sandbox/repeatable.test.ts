import { createHash } from 'node:crypto'
import path from 'node:path'
import { expect, it } from 'vitest'
import { loadGrader } from '../../lib/grade/load-grader.ts'
import { plannedRuns } from '../../lib/grade/planned-runs.ts'
import { bundleProgram } from '../../lib/sandbox/bundle.ts'
import { Sandbox } from '../../lib/sandbox/sandbox.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import { loadTrack } from '../../lib/track/load.ts'
import { packageRoot } from '../../lib/track/root.ts'
import { solutionsFolder } from '../../lib/track/solutions.ts'

const root = packageRoot()
const task = loadTrack(root).tasks.find(({ number }) => number === '1.1')
if (task === undefined) throw new Error('Task 1.1 is missing')
// Promises, timers and rpcs: the program in which most could go differently.
const program = path.join(solutionsFolder(task), 'variants/async-rpc.ts')

/** All dice at once: loss, duplicates, reordering, three latencies, a crash, a pause, a partition, clocks that disagree. */
function rough(plan: Plan): Plan {
  const [first = '', second = ''] = plan.nodes
  return {
    ...plan,
    latency: { kind: 'exponential', mean: 8 },
    loss: 0.1,
    duplicate: 0.1,
    reorder: 0.2,
    reorderMs: 30,
    skew: { [first]: 1500 },
    faults: [
      { kind: 'pause', node: first, from: 150, to: 400 },
      { kind: 'crash', node: second, at: 300, restartAt: 700 },
      { kind: 'partition', name: 'one way', from: 500, to: 900, links: [{ from: [first], to: [second] }] },
      { kind: 'clock-step', node: first, at: 600, stepMs: -2000 },
    ],
  }
}

async function traceBytes(runners: number): Promise<string> {
  const grader = await loadGrader(root, task as NonNullable<typeof task>)
  // Each scenario once: the first round of a grading.
  const plans = plannedRuns(grader, 1)
    .slice(0, grader.scenarios.length)
    .map(({ plan }) => plan)
  const bundled = await bundleProgram(program)
  if (bundled.kind === 'build-error') throw new Error(bundled.problem.message)
  const sandbox = new Sandbox(path.join(root, 'dist'), runners)
  const digest = createHash('sha256')
  const all = [...plans, ...plans.filter(({ nodes }) => nodes.length > 1).map(rough)]
  await sandbox.run(bundled.bundle, all, (trace) => digest.update(JSON.stringify(trace)), {
    stopAtFailure: false,
  })
  sandbox.close()
  return digest.digest('hex')
}

it('the same program, plans and seeds give the same bytes of trace in other processes, however many share the work', async () => {
  expect(await traceBytes(1)).toBe(await traceBytes(3))
})

it('and on every version of Node and every platform', async () => {
  // Changes with the simulator, the scenarios of task 1.1 or the program, and with nothing else.
  expect(await traceBytes(2)).toMatchInlineSnapshot(
    `"df32c8ce85b5faab4d20787e66a8af2f832a8d63ba5e14d3979d9910b8645bd2"`,
  )
})
