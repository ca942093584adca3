// @ts-check
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { commandFile, root } from './modules.mjs'

/**
 * What a learner's editor knows of the workbench, as one file: the node's API and the globals of the sandbox.
 * @returns {Promise<string>}
 */
export async function declarations() {
  const [api, globals] = await Promise.all([
    declarationsOf('lib/node/api.ts'),
    readFile(path.join(root, 'lib/node/globals.d.ts'), 'utf8'),
  ])
  // `export {}` makes a module of a file that exports nothing else; the API does export.
  return `${api.trim()}\n\n${globals.replace(/^export \{\}\n+/m, '').trim()}\n`
}

const tsc = commandFile('typescript', 'tsc')
const options = [
  '--ignoreConfig',
  '--declaration',
  '--emitDeclarationOnly',
  '--target',
  'es2023',
  '--types',
  '',
]

/** @param {string} file */
async function declarationsOf(file) {
  const out = await mkdtemp(path.join(tmpdir(), 'gossip-workbench-types-'))
  try {
    await promisify(execFile)(process.execPath, [tsc, ...options, '--outDir', out, file], { cwd: root })
    return await readFile(path.join(out, path.basename(file).replace(/\.ts$/, '.d.ts')), 'utf8')
  } finally {
    await rm(out, { recursive: true, force: true })
  }
}
