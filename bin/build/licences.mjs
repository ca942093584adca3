// @ts-check
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { root } from './modules.mjs'

/**
 * Names, versions and licence texts of the packages whose code ended up in the bundles.
 * @param {import('esbuild').Metafile[]} metafiles
 */
export async function thirdPartyLicences(metafiles) {
  const folders = new Set(metafiles.flatMap(bundledPackages))
  const entries = await Promise.all([...folders].sort().map(licenceEntry))
  return `${introduction}\n\n${entries.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`
}

/**
 * The folders of the packages whose code is in a bundle, such as node_modules/chalk; a package once for each
 * of its files.
 * @param {import('esbuild').Metafile} metafile
 */
export function bundledPackages({ outputs }) {
  return Object.values(outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([file]) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0])
    .filter((folder) => folder !== undefined)
}

/** @param {string} folder */
async function licenceEntry(folder) {
  const home = path.join(root, folder)
  const { name, version, license } = JSON.parse(await readFile(path.join(home, 'package.json'), 'utf8'))
  if (typeof license !== 'string') throw new Error(`${folder} is bundled but names no licence`)
  const files = (await readdir(home)).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort()
  const texts = await Promise.all(files.map((file) => readFile(path.join(home, file), 'utf8')))
  return [`${name} ${version} (${license})`, ...texts.map((text) => text.trim())].join('\n\n')
}

const introduction = 'The files beside this one contain code of the following packages.'
