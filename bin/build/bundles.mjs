// @ts-check
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { build } from 'esbuild'
import { asText, bundleRealm, noInkDevelopment, root } from './modules.mjs'

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

/** The command line, the graders and the comparisons share chunks, and load most of them only when a command needs them. */
export async function buildCommandLine() {
  return build({
    ...shared,
    entryPoints: [{ in: 'bin/workbench.ts', out: 'workbench' }, ...(await foundByName())],
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    // The one native dependency: npm installs it for the platform it runs on.
    external: ['esbuild'],
    plugins: [noInkDevelopment],
  })
}

/** One file without imports: it runs where reading any other file is forbidden. */
export async function buildRunner() {
  return build({
    ...shared,
    entryPoints: [{ in: 'lib/sandbox/runner/main.ts', out: 'runner' }],
    plugins: [asText('virtual:realm', await bundleRealm())],
  })
}

/** What the command line finds in dist/exercises: the graders of the tasks, and the comparisons. */
async function foundByName() {
  const files = await readdir(path.join(root, 'exercises'), { recursive: true })
  return files
    .map((file) => `exercises/${file.replaceAll(path.sep, '/')}`)
    .filter((file) => file.endsWith('/grader.ts') || /\/study\/comparisons\/\d[^/]*\.ts$/.test(file))
    .sort()
    .map((file) => ({ in: file, out: file.replace(/\.ts$/, '') }))
}
