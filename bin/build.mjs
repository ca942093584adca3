#!/usr/bin/env node
// @ts-check
// Builds dist/: `npm ci` and `npm pack` run it (as "prepare"), and `npm test` before it tests.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { buildCommandLine, buildRunner } from './build/bundles.mjs'
import { declarations } from './build/declarations.mjs'
import { thirdPartyLicences } from './build/licences.mjs'
import { root } from './build/modules.mjs'

const dist = path.join(root, 'dist')

/** Writes what the build made and only then removes what an earlier one left: dist/ is whole at every moment. */
async function replaceDist(/** @type {Map<string, string | Uint8Array>} */ files) {
  for (const [file, contents] of files) {
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, contents, { mode: file === path.join(dist, 'workbench.js') ? 0o755 : 0o644 })
  }
  for (const entry of await readdir(dist, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name)
    if (entry.isFile() && !files.has(file)) await rm(file)
  }
}

const [commandLine, runner, types] = await Promise.all([buildCommandLine(), buildRunner(), declarations()])

/** @type {Map<string, string | Uint8Array>} */
const files = new Map()
for (const file of [...commandLine.outputFiles, ...runner.outputFiles]) files.set(file.path, file.contents)
files.set(
  path.join(dist, 'gossip-workbench.js'),
  '// Everything this package exports is a type.\nexport {}\n',
)
files.set(path.join(dist, 'types/gossip-workbench.d.ts'), types)
files.set(
  path.join(dist, 'THIRD-PARTY-LICENSES.txt'),
  await thirdPartyLicences([commandLine.metafile, runner.metafile]),
)
await replaceDist(files)
