import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { npm, repository } from './npm.ts'

const run = promisify(execFile)

/** An empty folder in which somebody installed the packed workbench. */
let folder = ''
const installed = (...parts: string[]) => path.join(folder, 'node_modules', 'gossip-workbench', ...parts)

beforeAll(async () => {
  if (!existsSync(path.join(repository, 'dist', 'workbench.js')))
    throw new Error('Run `npm run build` first.')
  folder = await mkdtemp(path.join(tmpdir(), 'gossip-workbench-install-'))
  // `npm test` has built dist/ already; building it again here would pull it from under the other tests.
  const { stdout } = await npm(repository, 'pack', '--json', '--ignore-scripts', '--pack-destination', folder)
  const tarball = `./${JSON.parse(stdout)[0].filename}`
  await writeFile(path.join(folder, 'package.json'), '{ "private": true, "type": "module" }')
  await npm(folder, 'install', '--prefer-offline', '--no-audit', '--no-fund', tarball)
}, 300_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the installed package', () => {
  it('starts as npx workbench', async () => {
    const { version } = JSON.parse(await readFile(path.join(repository, 'package.json'), 'utf8'))
    const { stdout } = await npm(folder, 'exec', '--no', '--', 'workbench', '--version')
    expect(stdout.trim()).toBe(version)
  })

  it('brings esbuild along and no other package', async () => {
    const names = await readdir(path.join(folder, 'node_modules'))
    expect(names.filter((name) => !name.startsWith('.')).sort()).toEqual([
      '@esbuild',
      'esbuild',
      'gossip-workbench',
    ])
  })

  it('holds the task, its solution and its grader, and not the grader’s source', async () => {
    const task = path.join('1-naive-broadcast', '1-basic-broadcast')
    const exercise = await readdir(installed('exercises', task))
    expect(exercise.sort()).toEqual(['hints.md', 'stub.ts', 'task.md'])
    expect(await readdir(installed('solutions', task))).toContain('solution.ts')
    expect(await readdir(installed('dist', 'exercises', task))).toEqual(['grader.js'])
  })

  it('holds the study texts', async () => {
    const { stdout } = await npm(folder, 'exec', '--no', '--', 'workbench', 'interview', '--all', '--json')
    expect(JSON.parse(stdout).length).toBeGreaterThanOrEqual(24)
  })

  it('can be imported, and exports nothing but types', async () => {
    const script = "console.log(Object.keys(await import('gossip-workbench')).length)"
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], { cwd: folder })
    expect(stdout.trim()).toBe('0')
  })

  it('gives a learner’s program types without an install of anything else', async () => {
    await write('src/right.ts', program('node.send(peer, { type: "gossip" })'))
    await expect(typeCheck('src/right.ts')).resolves.toBe('')
  })

  it('lets the editor point at a method that does not exist', async () => {
    await write('src/wrong.ts', program('node.shout(peer)'))
    await expect(typeCheck('src/wrong.ts')).resolves.toContain(
      "Property 'shout' does not exist on type 'Node'",
    )
  })

  it('knows no global that a simulated node does not have', async () => {
    await write('src/outside.ts', program('console.log(peer); setTimeout(() => {}, 1); process.exit()'))
    const problems = (await typeCheck('src/outside.ts')).trim().split('\n')
    expect(problems.filter((line) => line.startsWith('src'))).toHaveLength(1)
    expect(problems[0]).toContain("'process'")
  })
})

const program = (statement: string) => `import type { Node } from 'gossip-workbench'

export default function (node: Node) {
  for (const peer of node.peers) {
    ${statement}
  }
}
`

async function write(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(folder, file)), { recursive: true })
  await writeFile(path.join(folder, file), text)
}

/** What the compiler finds wrong with one file; nothing when it is right. */
async function typeCheck(file: string): Promise<string> {
  const tsc = path.join(repository, 'node_modules', 'typescript', 'bin', 'tsc')
  const flags = '--noEmit --strict --ignoreConfig --lib es2023 --target es2023 --module esnext'.split(' ')
  const resolution = ['--moduleResolution', 'bundler', '--types', '']
  try {
    await run(process.execPath, [tsc, ...flags, ...resolution, file], { cwd: folder })
    return ''
  } catch (error) {
    return (error as { stdout: string }).stdout
  }
}
