import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { repository } from './npm.ts'

type Manifest = { [kind in 'dependencies' | 'devDependencies' | 'optionalDependencies']?: Versions }
type Versions = { [name: string]: string }

const manifest: Manifest = readJson('package.json')
const locked: { [folder: string]: Manifest } = readJson('package-lock.json').packages

it('every dependency is pinned to one version', () => {
  const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
})

// npm leaves out, without a word, what a registry did not have for another platform, and there `npm ci` refuses.
it('the lock file names what every platform needs', () => {
  const missing = Object.entries(locked).flatMap(([folder, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => !foldersOf(name, folder).some((place) => place in locked))
      .map((name) => `${name}, for ${folder}`),
  )
  expect(missing).toEqual([])
})

/** Where Node looks for a package from a folder, the nearest first. */
function foldersOf(name: string, folder: string): string[] {
  const outer = folder.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, '')
  const here = path.posix.join(folder, 'node_modules', name)
  return folder === '' ? [here] : [here, ...foldersOf(name, outer)]
}

function readJson(file: string) {
  return JSON.parse(readFileSync(path.join(repository, file), 'utf8'))
}
