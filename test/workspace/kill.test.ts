import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { describe, expect, it } from 'vitest'
import { readProgress } from '../../lib/workspace/read-progress.ts'
import { readAttempts } from '../../lib/workspace/record.ts'
import { kept, type Workspace } from '../../lib/workspace/workspace.ts'
import { setUpDesk } from './desk.ts'

/** `KILLS=200 npx vitest run test/workspace/kill.test.ts` kills more often. */
const kills = Number(process.env.KILLS ?? 25)
const dice = xoroshiro128plus(20_260_101)

describe('killed at any moment', () => {
  it(
    `a process loses nothing it recorded and leaves no half-written file (${kills} kills)`,
    async () => {
      const { workspace, root } = setUpDesk()
      const writer = await bundleWriter(root)
      for (let kill = 0; kill < kills; kill++) {
        const first = kill * 100_000
        const child = start(writer, workspace, [first])
        const recorded = await killedAfter(child, {
          lines: uniformInt(dice, 1, 6),
          ms: uniformInt(dice, 0, 12),
        })
        const seeds = readAttempts(workspace, '1.1').map(({ seed }) => seed)
        expect(seeds).toEqual(expect.arrayContaining(recorded))
        // The one that it was about to print may be recorded too.
        expect(seeds.filter((seed) => seed >= first).length - recorded.length).toBeLessThanOrEqual(1)
        expectWhole(workspace)
        // What the processes before it left unfinished, this one has cleared away.
        const unfinished = readdirSync(kept(workspace, 'tmp'))
        expect(unfinished.filter((name) => !name.startsWith(`${child.pid}-`))).toEqual([])
      }
    },
    10_000 + kills * 3_000,
  )
})

describe('at the same time', () => {
  it('three processes record everything, each as often as it said', async () => {
    const { workspace, root } = setUpDesk()
    const writer = await bundleWriter(root)
    const count = 20
    const children = [0, 1_000, 2_000].map((first) => start(writer, workspace, [first, count]))
    for (const child of children) child.stdout?.resume()
    const codes = await Promise.all(children.map((child) => once(child, 'exit').then(([code]) => code)))
    expect(codes).toEqual([0, 0, 0])
    const seeds = readAttempts(workspace, '1.1').map(({ seed }) => seed)
    const expected = [0, 1_000, 2_000].flatMap((first) =>
      Array.from({ length: count }, (_, index) => first + index),
    )
    expect(seeds.sort((a, b) => a - b)).toEqual(expected)
    expect(readProgress(workspace).progress.tasks['1.1']?.attempts).toBe(3 * count)
    expectWhole(workspace)
  })
})

function start(writer: string, workspace: Workspace, numbers: number[]): ChildProcess {
  return spawn(process.execPath, [writer, workspace.folder, ...numbers.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

async function bundleWriter(folder: string): Promise<string> {
  const outfile = join(folder, 'writer.mjs')
  const entry = fileURLToPath(new URL('./writer.ts', import.meta.url))
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  })
  return outfile
}

/** Kills the process some time after it has printed so many lines, and gives all the numbers it printed. */
async function killedAfter(child: ChildProcess, moment: { lines: number; ms: number }): Promise<number[]> {
  if (child.stdout === null) throw new Error('its output must be piped')
  const printed: number[] = []
  const gone = once(child, 'close')
  for await (const line of createInterface({ input: child.stdout })) {
    printed.push(Number(line))
    // The moment of a kill is no event that could be awaited.
    if (printed.length === moment.lines) void wait(moment.ms).then(() => child.kill('SIGKILL'))
  }
  expect(await gone).toEqual([null, 'SIGKILL'])
  return printed
}

/** All that lies where others look for it can be read and says the same, and nothing else lies there. */
function expectWhole(workspace: Workspace): void {
  const names = readdirSync(kept(workspace)).filter((name) => name !== 'runs')
  expect(names.sort()).toEqual(['attempts.jsonl', 'progress.json', 'tmp', 'types'])
  const { progress, notice } = readProgress(workspace)
  expect(notice).toBeUndefined()
  expect(progress.tasks['1.1']?.attempts).toBe(readAttempts(workspace, '1.1').length)
  const runs = existsSync(kept(workspace, 'runs')) ? readdirSync(kept(workspace, 'runs')) : []
  for (const name of runs) {
    expect(JSON.parse(readFileSync(kept(workspace, 'runs', name), 'utf8')).events).toHaveLength(5_000)
  }
}
