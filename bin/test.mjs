#!/usr/bin/env node
// @ts-check
// `npm test`: every check of the repository, one after the other, and their tally as the last line.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { commandFile, root } from './build/modules.mjs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

/** @type {{ title: string, run: () => Tally }[]} */
const steps = [
  {
    title: 'format and lint',
    run: () => command(commandFile('@biomejs/biome', 'biome'), 'check', '--error-on-warnings'),
  },
  { title: 'types', run: () => command(commandFile('typescript', 'tsc'), '-p', '.') },
  { title: 'dead code', run: () => command(commandFile('knip'), '--no-progress') },
  { title: 'build', run: () => command('bin/build.mjs') },
  { title: 'package', run: () => command(commandFile('publint'), '--strict') },
  { title: 'tests', run: tests },
  { title: 'proof of the exercises', run: proof },
]

/** @returns {Tally} */
function command(/** @type {string[]} */ ...argv) {
  const { status } = spawnSync(process.execPath, argv, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  return tally(status === 0)
}

/** @returns {Tally} */
function tests() {
  const folder = mkdtempSync(path.join(tmpdir(), 'gossip-workbench-tests-'))
  try {
    const results = path.join(folder, 'results.json')
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`]
    const ended = command(commandFile('vitest'), 'run', ...reporters)
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = readJson(results)
    const unloadable = testResults.filter(
      (/** @type {{ status: string, assertionResults: unknown[] }} */ file) =>
        file.status === 'failed' && file.assertionResults.length === 0,
    )
    const failed = numFailedTests + unloadable.length
    return {
      passed: numPassedTests,
      // Vitest also fails on an error outside any test, such as a rejection nobody handled.
      failed: failed === 0 ? ended.failed : failed,
      skipped: numPendingTests + numTodoTests,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * `workbench dev check` lists every stub, solution, variant and mistake, and which mistakes each was taken for; an
 * entry is proved when everything said of it, in its boolean fields, is true.
 * @returns {Tally}
 */
function proof() {
  const { status, stdout } = spawnSync(
    process.execPath,
    ['dist/workbench.js', 'dev', 'check', '--seeds', '1', '--json'],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    },
  )
  const { stubs, solutions, variants, mistakes, confusion } = JSON.parse(stdout)
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

/** @returns {Tally} */
function attempt(/** @type {() => Tally} */ run) {
  try {
    return run()
  } catch (error) {
    console.log(error)
    return tally(false)
  }
}

const total = { passed: 0, failed: 0, skipped: 0 }
for (const { title, run } of steps) {
  console.log(`\n== ${title}`)
  const { passed, failed, skipped } = attempt(run)
  console.log(failed === 0 ? `ok: ${title}` : `FAILED: ${title}`)
  total.passed += passed
  total.failed += failed
  total.skipped += skipped
}
const skipped = total.skipped === 0 ? '' : `, ${total.skipped} skipped`
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`)
process.exitCode = total.failed === 0 ? 0 : 1
