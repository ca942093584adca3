import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'
import { afterAll, expect, it } from 'vitest'
import { bundleProgram } from '../../lib/sandbox/bundle.ts'
import { Sandbox } from '../../lib/sandbox/sandbox.ts'
import type { Trace } from '../../lib/trace/trace.ts'
import { packageRoot } from '../../lib/track/root.ts'
import { planned } from '../support/run.ts'

const dist = path.join(packageRoot(), 'dist')
const folder = mkdtempSync(path.join(tmpdir(), 'gossip-workbench-processes-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function bundled(text: string) {
  const file = path.join(folder, 'program.ts')
  writeFileSync(file, text)
  const result = await bundleProgram(file)
  if (result.kind === 'build-error') throw new Error(result.problem.message)
  return result.bundle
}

it('closing a sandbox ends what runs in it, and says so to whoever waits', async () => {
  const sandbox = new Sandbox(dist, 2)
  const stuck = await bundled('export default function () { while (true) {} }')
  const running = sandbox.run(stuck, [planned(), planned()], () => {})
  sandbox.close()
  await expect(running).rejects.toThrow('The sandbox was closed while a program ran in it.')
  await expect(sandbox.run(stuck, [planned()], () => {})).rejects.toThrow('The sandbox was closed')
})

it('ends after the trace that is enough, however far the other runners are', async () => {
  const sandbox = new Sandbox(dist, 3)
  const idle = await bundled('export default function () {}')
  const told: number[] = []
  const plans = [1, 2, 3, 4, 5, 6].map((seed) => planned({ seed }))
  const take = (trace: Trace, index: number) => {
    expect(trace.plan.seed).toBe(index + 1)
    told.push(index)
  }
  await sandbox.run(idle, plans, take, { isEnough: () => told.length === 2 })
  expect(told).toEqual([0, 1])
  await sandbox.run(idle, plans, take)
  expect(told).toEqual([0, 1, 0, 1, 2, 3, 4, 5])
  sandbox.close()
})

it('runs several programs at a time, each to its own end and in the order of its plans', async () => {
  const sandbox = new Sandbox(dist, 2)
  const right = await bundled('export default function () {}')
  const wrong = await bundled('export default function () { throw new Error("no") }')
  const plans = [1, 2, 3, 4, 5].map((seed) => planned({ seed }))
  const told = async (bundle: typeof right) => {
    const ends: string[] = []
    await sandbox.run(bundle, plans, ({ end, plan }) => ends.push(`${plan.seed} ${end.kind}`))
    return ends
  }
  const all = await Promise.all([told(right), told(wrong), told(right)])
  const finished = ['1 finished', '2 finished', '3 finished', '4 finished', '5 finished']
  expect(all).toEqual([finished, ['1 threw'], finished])
  sandbox.close()
})

it('gives the processes to whoever reserved them first, and so again in a later call', async () => {
  const sandbox = new Sandbox(dist, 1)
  const right = await bundled('export default function () {}')
  const told: string[] = []
  const [first, second] = [sandbox.reserved(), sandbox.reserved()]
  const runBy = async (runner: typeof first, name: string, seeds: number[]) => {
    const plans = seeds.map((seed) => planned({ seed }))
    await runner.run(right, plans, ({ plan }) => told.push(`${name} ${plan.seed}`))
  }
  const late = runBy(second, 'second', [1, 2, 3])
  await runBy(first, 'first', [1, 2])
  await runBy(first, 'first', [3, 4])
  await late
  // Between two calls of the first the process is free.
  expect(told).toEqual(['second 1', 'first 1', 'first 2', 'second 2', 'first 3', 'first 4', 'second 3'])
  sandbox.close()
})

it('a runner that does not start is the workbench’s own failure, not the program’s', async () => {
  const sandbox = new Sandbox(path.join(tmpdir(), 'no-such-folder'), 1)
  const right = await bundled('export default function () {}')
  await expect(sandbox.run(right, [planned()], () => {})).rejects.toThrow(
    /^The runner did not start: the process that ran it ended with exit code 1, saying: /,
  )
  sandbox.close()
})

it('a program that hangs only where nobody looks is given up all the same', { timeout: 60_000 }, async () => {
  const sandbox = new Sandbox(dist, 1)
  // Under watch typed arrays are wrapped, which a program can find out if it wants to.
  const sly = await bundled(
    'export default function () { if (new Uint8Array(1).constructor === Uint8Array) while (true) {} }',
  )
  const ends: unknown[] = []
  await sandbox.run(sly, [planned()], ({ end }) => ends.push(end))
  expect(ends).toEqual([{ kind: 'crashed', at: 0, detail: 'it fell silent' }])
  sandbox.close()
})

it.runIf(process.platform !== 'win32')(
  'runners die with a workbench that is killed, and nobody else does',
  async () => {
    const sleepers = [0, 1].map(() => spawn('sleep', ['1000'], { stdio: 'ignore' }))
    const pids = sleepers.map(({ pid }) => `${pid}`)
    const workbench = spawn(process.execPath, [await reaperScript(), ...pids], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(workbench.stdout, 'data')
    const died = sleepers.map((sleeper) => once(sleeper, 'exit'))
    workbench.kill('SIGKILL')
    await died[0]
    expect(sleepers.map(({ signalCode }) => signalCode)).toEqual(['SIGKILL', null])
    sleepers[1]?.kill()
    await died[1]
  },
)

/** A process that has a runner and, from one that ended, a number that is somebody else's now. */
async function reaperScript(): Promise<string> {
  const outfile = path.join(folder, 'reaper.mjs')
  await build({
    stdin: {
      contents: `import { Reaper } from './lib/sandbox/reaper.ts'
        const [runner, stranger] = process.argv.slice(2).map(Number)
        const reaper = new Reaper(process.platform)
        for (const pid of [stranger, runner]) reaper.watch(pid)
        reaper.forget(stranger)
        setInterval(() => {}, 1000)
        setTimeout(() => console.log('ready'), 0)`,
      resolveDir: packageRoot(),
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'silent',
  })
  return outfile
}
