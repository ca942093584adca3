import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { type Runner, Sandbox } from '../sandbox/sandbox.ts'
import { packageRoot } from '../track/root.ts'
import type { Context } from './context.ts'

/** Where programs are run. Its processes start as it is made, so that they are ready when there is something to run. */
export type Bench = { root: string; sandbox: Runner }

/** More runners would take longer to start than the few runs of a grading take. */
const mostRunners = 4

export function openBench({ atEnd }: Pick<Context, 'atEnd'>): Bench & { sandbox: Sandbox } {
  const root = packageRoot()
  const sandbox = new Sandbox(join(root, 'dist'), Math.min(availableParallelism(), mostRunners))
  atEnd(() => sandbox.close())
  return { root, sandbox }
}
