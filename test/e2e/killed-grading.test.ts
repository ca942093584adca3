import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRandom } from '../../lib/random/random.ts'
import { packageRoot } from '../../lib/track/root.ts'

// By hand: KILLS=200 npx vitest run test/e2e/killed-grading.test.ts
const kills = Number(process.env.KILLS ?? 10)
const root = packageRoot()
const workbench = path.join(root, 'dist/workbench.js')
const home = mkdtempSync(path.join(tmpdir(), 'gossip-killed-'))
const workspace = path.join(home, 'gossip-workspace')

type Ended = { stdout: string; killed: boolean }

/** Runs the workbench; `when` says how long it lives, counted from its start or from its first output. */
async function run(args: string[], when?: { after: 'start' | 'output'; ms: number }): Promise<Ended> {
  const child = spawn(process.execPath, [workbench, ...args], {
    cwd: existsSync(workspace) ? workspace : home,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let stdout = ''
  let onOutput = () => {}
  const output = new Promise<void>((resolve) => {
    onOutput = resolve
  })
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk
    onOutput()
  })
  const closed = new Promise<Ended>((resolve) => {
    child.on('close', (_code, signal) => resolve({ stdout, killed: signal === 'SIGKILL' }))
  })
  if (when !== undefined) {
    if (when.after === 'output') await Promise.race([output, closed])
    await wait(when.ms)
    child.kill('SIGKILL')
  }
  return closed
}

function attempts(): number {
  const lines = readFileSync(path.join(workspace, '.workbench/attempts.jsonl'), 'utf8').split('\n')
  return lines.filter((line) => line.includes('"verdict"')).length
}

/** Every file that is meant to be read must be whole; files being written lie in tmp/, which the next write sweeps. */
function expectWholeFiles(): void {
  const kept = path.join(workspace, '.workbench')
  JSON.parse(readFileSync(path.join(kept, 'progress.json'), 'utf8'))
  for (const file of readdirSync(path.join(kept, 'runs'))) {
    JSON.parse(readFileSync(path.join(kept, 'runs', file), 'utf8'))
  }
}

beforeAll(async () => {
  await run(['start'])
  const task = '1-naive-broadcast/1-basic-broadcast'
  // A wrong program, so that a grading also saves the runs that failed.
  cpSync(path.join(root, 'solutions', task, 'mistakes/never-forwards.ts'), path.join(workspace, `${task}.ts`))
  await run(['grade', '1.1'])
}, 60_000)

afterAll(() => rmSync(home, { recursive: true, force: true }))

test(`grade, killed at ${kills} random moments, loses no recorded attempt and leaves no half-written file`, {
  timeout: 60_000 + kills * 8_000,
}, async () => {
  const random = createRandom(1, 'kills')
  let recorded = attempts()
  let wereKilled = 0
  expect(recorded).toBe(1)
  for (let kill = 0; kill < kills; kill++) {
    // Half of the kills fall anywhere; half right after the first output, when results are being written.
    const when =
      kill % 2 === 0
        ? ({ after: 'start', ms: random() * 1500 } as const)
        : ({ after: 'output', ms: random() * 30 } as const)
    const { killed } = await run(['grade', '1.1'], when)
    if (killed) wereKilled++
    expect(attempts()).toBeGreaterThanOrEqual(recorded)
    recorded = attempts()
    expectWholeFiles()
    const listed = JSON.parse((await run(['list', '--json'])).stdout)
    expect(listed[0]).toMatchObject({ task: '1.1', status: 'started' })
  }
  expect(wereKilled).toBeGreaterThan(0)

  await run(['grade', '1.1'])
  expect(attempts()).toBe(recorded + 1)
  expectWholeFiles()
  expect(readdirSync(path.join(workspace, '.workbench/tmp'))).toEqual([])
})
