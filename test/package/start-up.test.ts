import { isBuiltin } from 'node:module'
import type { Metafile } from 'esbuild'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildCommandLine, buildRunner } from '../../bin/build/bundles.mjs'
import { bundledPackages } from '../../bin/build/licences.mjs'

let commandLine: Metafile
let runner: Metafile

beforeAll(async () => {
  const builds = await Promise.all([buildCommandLine(), buildRunner()])
  commandLine = builds[0].metafile
  runner = builds[1].metafile
})

describe('before a command runs', () => {
  it('commander is the only package that has been loaded', () => {
    const loaded = staticClosure(commandLine, 'dist/workbench.js')
    expect(packagesIn(commandLine, loaded)).toEqual(['commander'])
  })

  it('esbuild has not been loaded either', () => {
    const loaded = staticClosure(commandLine, 'dist/workbench.js')
    expect(externalImports(commandLine, loaded).filter((file) => !isBuiltin(file))).toEqual([])
  })
})

describe('a grader', () => {
  it('loads no package but its dice', () => {
    const graders = Object.keys(commandLine.outputs).filter((file) => file.endsWith('/grader.js'))
    expect(graders).not.toEqual([])
    const loaded = graders.flatMap((grader) => staticClosure(commandLine, grader))
    expect(packagesIn(commandLine, loaded).filter((name) => name !== 'pure-rand')).toEqual([])
  })
})

describe('the runner', () => {
  it('is one file that imports nothing but modules of Node', () => {
    expect(Object.keys(runner.outputs)).toEqual(['dist/runner.js'])
    const imported = externalImports(runner, ['dist/runner.js'])
    expect(imported.filter((file) => !isBuiltin(file))).toEqual([])
  })
})

/** An output file and all that it makes Node load at once: its imports and theirs, but not what import() loads. */
function staticClosure({ outputs }: Metafile, entry: string): string[] {
  const closure = new Set([entry])
  // A set may grow while it is walked.
  for (const file of closure) {
    for (const { path, kind, external } of outputs[file]?.imports ?? []) {
      if (kind === 'import-statement' && external !== true) closure.add(path)
    }
  }
  return [...closure]
}

function externalImports({ outputs }: Metafile, files: string[]): string[] {
  const imports = files.flatMap((file) => outputs[file]?.imports ?? [])
  return imports
    .filter(({ kind, external }) => external === true && kind !== 'dynamic-import')
    .map(({ path }) => path)
}

function packagesIn({ inputs, outputs }: Metafile, files: string[]): string[] {
  const chosen = Object.entries(outputs).filter(([file]) => files.includes(file))
  const folders = bundledPackages({ inputs, outputs: Object.fromEntries(chosen) })
  return [...new Set(folders)].map((folder) => folder.replace('node_modules/', '')).sort()
}
