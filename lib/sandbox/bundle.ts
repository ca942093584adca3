import path from 'node:path'
import type { Message as BuildMessage, Plugin } from 'esbuild'
import { type BuildProblem, type Bundle, frameAt } from './place.ts'

export type Bundled = { kind: 'built'; bundle: Bundle } | { kind: 'build-error'; problem: BuildProblem }

/**
 * Makes one script of the learner's file and whatever local files it imports. Only syntax is looked at: types are
 * the editor's business. esbuild costs a tenth of a second to load, so it is loaded when first needed.
 */
export async function bundleProgram(file: string): Promise<Bundled> {
  const { build } = await import('esbuild')
  try {
    const result = await build({
      entryPoints: [file],
      absWorkingDir: path.dirname(file),
      bundle: true,
      write: false,
      outfile: 'program.js',
      format: 'iife',
      globalName: '__program',
      platform: 'neutral',
      mainFields: ['module', 'main'],
      target: 'es2022',
      sourcemap: 'external',
      sourcesContent: true,
      logLevel: 'silent',
      // A real import() would leave the node's realm.
      supported: { 'dynamic-import': false },
      tsconfigRaw: '{}',
      plugins: [typesOnly],
    })
    const [map, code] = ['.map', '.js'].map((ending) =>
      result.outputFiles.find((out) => out.path.endsWith(ending)),
    )
    const bundle = {
      file,
      code: code?.text ?? '',
      sourceMap: JSON.parse(map?.text ?? '{}') as Bundle['sourceMap'],
    }
    return { kind: 'built', bundle }
  } catch (error) {
    const [first] = (error as { errors?: BuildMessage[] }).errors ?? []
    if (first === undefined) throw error
    return { kind: 'build-error', problem: await describe(first, file) }
  }
}

/** The learner's API is types only: importing it by name must not be an error, and gives nothing. */
const typesOnly: Plugin = {
  name: 'types-only',
  setup(build) {
    build.onResolve({ filter: /^gossip-workbench$/ }, () => ({
      path: 'gossip-workbench',
      namespace: 'types-only',
    }))
    build.onLoad({ filter: /.*/, namespace: 'types-only' }, () => ({ contents: 'module.exports = {}' }))
  },
}

async function describe({ text, location }: BuildMessage, file: string): Promise<BuildProblem> {
  if (location === null) return { message: `${path.basename(file)} does not build: ${text}` }
  const at = path.resolve(path.dirname(file), location.file)
  // esbuild counts lines from 1 and columns from 0.
  const place = { file: at, line: location.line, column: location.column + 1 }
  const unresolved = /^Could not resolve "([^"]+)"/.exec(text)
  const where = `${path.basename(at)}:${place.line}:${place.column}`
  const message = unresolved?.[1] === undefined ? `${where}: ${text}.` : cannotImport(where, unresolved[1])
  const frame = await frameAt(place)
  return { message, place, ...(frame === undefined ? {} : { frame }) }
}

function cannotImport(where: string, name: string): string {
  const isFile = name.startsWith('.') || name.startsWith('/')
  return isFile
    ? `${where}: the file "${name}" was not found.`
    : `${where}: "${name}" does not exist here. A node has its messages, its timers, its clock and its dice, and no file system, network or packages of Node.js.`
}
