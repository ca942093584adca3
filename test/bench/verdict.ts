import path from 'node:path'
import { grade } from '../../lib/grade/grade.ts'
import { loadGrader } from '../../lib/grade/load-grader.ts'
import { Sandbox } from '../../lib/sandbox/sandbox.ts'
import { loadTrack } from '../../lib/track/load.ts'
import { fastest, print } from './measure.ts'

/** From a saved file to a verdict in a workbench that is already open, as in watch mode. */
export async function benchVerdict(root: string, file: string): Promise<void> {
  const task = loadTrack(root).tasks.find(({ number }) => number === '1.1')
  if (task === undefined) throw new Error('Task 1.1 is missing')
  const grader = await loadGrader(root, task)
  const sandbox = new Sandbox(path.join(root, 'dist'), 2)
  let deliveries = 0
  const ms = await fastest(7, async () => {
    const { report } = await grade({ task, grader, file, seed: 1, sandbox, now: () => performance.now() })
    if (report.verdict !== 'passed') throw new Error(`${file} ${report.verdict}`)
    deliveries = report.checks.length
  })
  sandbox.close()
  print('edit to verdict, task 1.1, workbench open', `${ms.toFixed(0)} ms`, `${deliveries} checks`)
}
