#!/usr/bin/env node
// Builds dist/: `npm ci` and `npm pack` run it (as "prepare"), and `npm test` before it tests.
import { mkdir, readdir, rm, rmdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { build } from 'esbuild'
import { declarations } from './build/declarations.mjs'
import { thirdPartyLicences } from './build/licences.mjs'
import { asText, bundleRealm, noReactDevtools, root } from './build/modules.mjs'

const dist = path.join(root, 'dist')

const shared = /** @satisfies {import('esbuild').BuildOptions} */ ({
  absWorkingDir: root,
  bundle: true,
  format: /** @type {const} */ ('esm'),
  platform: /** @type {const} */ ('node'),
  target: 'node20',
  outdir: 'dist',
  metafile: true,
  write: false,
  // Names stay, so that a stack trace in a bug report can be read.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  define: { 'process.env.NODE_ENV': '"production"' },
  // Bundled CommonJS packages call `require` for Node's own modules.
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
  logLevel: 'warning',
})

/** The command line and the graders share chunks, and load most of them only when a command needs them. */
async function buildCommandLine() {
  return build({
    ...shared,
    entryPoints: [{ in: 'bin/workbench.ts', out: 'workbench' }, ...(await graders())],
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    // The one native dependency: npm installs it for the platform it runs on.
    external: ['esbuild'],
    plugins: [noReactDevtools],
  })
}

/** One file without imports: it runs where reading any other file is forbidden. */
async function buildRunner() {
  return build({
    ...shared,
    entryPoints: [{ in: 'lib/sandbox/runner/main.ts', out: 'runner' }],
    plugins: [asText('virtual:realm', await bundleRealm())],
  })
}

async function graders() {
  const exercises = path.join(root, 'exercises')
  const files = await readdir(exercises, { recursive: true })
  return files
    .filter((file) => path.basename(file) === 'grader.ts')
    .sort()
    .map((file) => ({
      in: path.join('exercises', file),
      out: path.join('exercises', path.dirname(file), 'grader'),
    }))
}

/** Writes what the build made, then removes what earlier builds left: a program running meanwhile keeps working. */
async function replaceDist(/** @type {Map<string, string | Uint8Array>} */ files) {
  for (const [file, contents] of files) {
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, contents, { mode: file === path.join(dist, 'workbench.js') ? 0o755 : 0o644 })
  }
  for (const entry of await readdir(dist, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name)
    if (entry.isFile() && !files.has(file)) await rm(file)
  }
  const folders = (await readdir(dist, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(entry.parentPath, entry.name))
  for (const folder of folders.sort((a, b) => b.length - a.length)) {
    if ((await readdir(folder)).length === 0) await rmdir(folder)
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
