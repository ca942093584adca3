// @ts-check
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** The repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * The code that runs beside the learner's inside a vm context, as the text of a script that leaves its exports in
 * the global `__realm`. Readable, because its frames show up in the learner's stack traces.
 * @returns {Promise<string>}
 */
export async function bundleRealm() {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['lib/sandbox/realm/main.ts'],
    bundle: true,
    format: 'iife',
    globalName: '__realm',
    platform: 'neutral',
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'warning',
    write: false,
  })
  return /** @type {import('esbuild').OutputFile} */ (outputFiles[0]).text
}

/**
 * Answers an import of `specifier` with a module whose default export is `text`.
 * @param {string} specifier
 * @param {string} text
 * @returns {import('esbuild').Plugin}
 */
export function asText(specifier, text) {
  return {
    name: `text of ${specifier}`,
    setup({ onResolve, onLoad }) {
      const filter = new RegExp(`^${specifier}$`)
      onResolve({ filter }, () => ({ path: specifier, namespace: 'text' }))
      onLoad({ filter, namespace: 'text' }, () => ({ contents: text, loader: 'text' }))
    },
  }
}

/**
 * Where DEV=true is set, and it is in many a learner's shell, Ink would connect to React's developer tools and read
 * its own package.json, and has neither once it is bundled.
 * @type {import('esbuild').Plugin}
 */
export const noInkDevelopment = {
  name: 'Ink without its development mode',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]ink[\\/]build[\\/]utils\.js$/ }, () => ({
      contents: 'export const isDev = () => false',
    }))
    onLoad({ filter: /[\\/]ink[\\/]build[\\/]devtools\.js$/ }, () => ({ contents: '' }))
  },
}

/**
 * The JavaScript file behind a command of an installed package, to be run with `process.execPath`: the shims in
 * node_modules/.bin differ between platforms.
 * @param {string} name
 * @param {string} [command]
 * @returns {string}
 */
export function commandFile(name, command = name) {
  const home = path.join(root, 'node_modules', name)
  const { bin } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'))
  return path.join(home, typeof bin === 'string' ? bin : bin[command])
}
