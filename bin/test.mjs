#!/usr/bin/env node
// @ts-check
// `npm test`: every check of the repository, and their tally as the last line.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { commandFile, root } from './build/modules.mjs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

/** @typedef {{ title: string, run: () => Promise<Tally> }} Step */

/**
 * One group after the other; those of a group side by side, for none keeps all cores busy.
 * @type {Step[][]}
 */
const groups = [
  [
    {
      title: 'format and lint',
      run: () => command(commandFile('@biomejs/biome', 'biome'), 'check', '--error-on-warnings'),
    },
    { title: 'types', run: () => command(commandFile('typescript', 'tsc'), '-p', '.') },
    { title: 'dead code', run: () => command(commandFile('knip'), '--no-progress') },
  ],
  [{ title: 'build', run: () => command('bin/build.mjs') }],
  [{ title: 'package', run: () => command(commandFile('publint'), '--strict') }],
  [{ title: 'tests', run: tests }],
  [{ title: 'proof of the exercises', run: proof }],
]

/** @returns {Promise<Tally>} */
async function command(/** @type {string[]} */ ...argv) {
  const { status, output } = await ended(argv, 'pipe')
  process.stdout.write(output)
  return tally(status === 0)
}

/**
 * @param {string[]} argv
 * @param {'pipe' | 'inherit'} stderr kept with the output, or shown as it comes
 * @returns {Promise<{ status: number | null, output: string }>}
 */
function ended(argv, stderr) {
  const child = spawn(process.execPath, argv, { cwd: root, stdio: ['ignore', 'pipe', stderr] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text) => {
      output += text
    })
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (status) => resolve({ status, output }))
  })
}

/** @returns {Promise<Tally>} */
async function tests() {
  const folder = mkdtempSync(path.join(tmpdir(), 'gossip-workbench-tests-'))
  try {
    const results = path.join(folder, 'results.json')
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`]
    const run = spawn(process.execPath, [commandFile('vitest'), 'run', ...reporters], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    const [status] = await once(run, 'close')
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = readJson(results)
    const unloadable = testResults.filter(
      (/** @type {{ status: string, assertionResults: unknown[] }} */ file) =>
        file.status === 'failed' && file.assertionResults.length === 0,
    )
    const failed = numFailedTests + unloadable.length
    return {
      passed: numPassedTests,
      // Vitest also fails on an error outside any test, such as a rejection nobody handled.
      failed: failed === 0 ? tally(status === 0).failed : failed,
      skipped: numPendingTests + numTodoTests,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * The tasks one after the other, some at a time: one alone leaves half a core idle, and has up to four processes.
 * @returns {Promise<Tally>}
 */
async function proof() {
  const waiting = tasks()
  const total = { passed: 0, failed: 0, skipped: 0 }
  const work = async () => {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift())
      add(total, await proofOf(task))
  }
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism() >> 1) }, work))
  return total
}

/** Those of `exercises/1-naive-broadcast/2-tree-topology` and its like, as `1.2`. */
function tasks() {
  const numbered = (/** @type {string} */ folder) => readdirSync(folder).filter((name) => /^\d+-/.test(name))
  const number = (/** @type {string} */ name) => name.slice(0, name.indexOf('-'))
  const exercises = path.join(root, 'exercises')
  return numbered(exercises).flatMap((part) =>
    numbered(path.join(exercises, part)).map((task) => `${number(part)}.${number(task)}`),
  )
}

/**
 * `workbench dev check` lists every stub, solution, variant and mistake, and which mistakes each was taken for; an
 * entry is proved when everything said of it, in its boolean fields, is true.
 * @returns {Promise<Tally>}
 */
async function proofOf(/** @type {string} */ task) {
  const argv = ['dist/workbench.js', 'dev', 'check', '--task', task, '--seeds', '1', '--json']
  const { status, output } = await ended(argv, 'inherit')
  const { stubs, solutions, variants, mistakes, confusion } = JSON.parse(output)
  const entries = [...stubs, ...solutions, ...variants, ...mistakes, ...confusion]
  const refuted = entries.filter((entry) => {
    const claims = Object.values(entry).filter((value) => typeof value === 'boolean')
    return claims.length === 0 || claims.includes(false)
  })
  for (const entry of refuted) console.log(`  not proved: ${JSON.stringify(entry)}`)
  return {
    passed: entries.length - refuted.length,
    failed: refuted.length === 0 ? tally(status === 0).failed : refuted.length,
    skipped: 0,
  }
}

function readJson(/** @type {string} */ file) {
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** @returns {Tally} */
function tally(/** @type {boolean} */ passed) {
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 }
}

/** @returns {Promise<Tally>} */
async function attempt(/** @type {Step['run']} */ run) {
  try {
    return await run()
  } catch (error) {
    console.log(error)
    return tally(false)
  }
}

function add(/** @type {Tally} */ total, /** @type {Tally} */ { passed, failed, skipped }) {
  total.passed += passed
  total.failed += failed
  total.skipped += skipped
}

const total = { passed: 0, failed: 0, skipped: 0 }
for (const group of groups) {
  console.log(`\n== ${group.map(({ title }) => title).join(', ')}`)
  await Promise.all(
    group.map(async ({ title, run }) => {
      const outcome = await attempt(run)
      console.log(outcome.failed === 0 ? `ok: ${title}` : `FAILED: ${title}`)
      add(total, outcome)
    }),
  )
}
const skipped = total.skipped === 0 ? '' : `, ${total.skipped} skipped`
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`)
process.exitCode = total.failed === 0 ? 0 : 1
