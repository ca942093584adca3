import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { fastest, print } from './measure.ts'

/** Whole commands, each in a process of its own, beside a Node that does nothing. */
export async function benchCommands(root: string): Promise<void> {
  const workbench = path.join(root, 'dist/workbench.js')
  const solution = path.join(root, 'solutions/1-naive-broadcast/1-basic-broadcast/solution.ts')
  const run = (args: string[]) => () => {
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`)
  }
  const bare = await fastest(9, run(['-e', '0']))
  print('node -e 0', `${bare.toFixed(0)} ms`)
  for (const [name, args, times] of [
    ['workbench --version', [workbench, '--version'], 9],
    ['workbench list', [workbench, 'list'], 9],
    ['workbench grade 1.1 of the solution, cold', [workbench, 'grade', '1.1', '--file', solution], 5],
  ] as const) {
    const ms = await fastest(times, run([...args]))
    print(name, `${ms.toFixed(0)} ms`, `${(ms / bare).toFixed(2)} × node -e 0`)
  }
}
