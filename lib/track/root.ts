import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The folder this package is installed in, which holds `exercises/` and `solutions/`. Found by name and not by
 * counting folders, because this code runs from `lib/` in the clone and from `dist/` once built.
 */
export function packageRoot(from: string = import.meta.url): string {
  for (let folder = dirname(fileURLToPath(from)); ; folder = dirname(folder)) {
    if (nameOf(join(folder, 'package.json')) === packageName) return folder
    if (folder === dirname(folder)) throw new Error(rootNotFound(from))
  }
}

const packageName = 'gossip-workbench'

function nameOf(manifest: string): unknown {
  try {
    return JSON.parse(readFileSync(manifest, 'utf8')).name
  } catch {
    // Most folders on the way up have no manifest; another package's broken one is not ours to report.
    return undefined
  }
}

function rootNotFound(from: string): string {
  return `No folder above ${from} has a package.json named "${packageName}".`
}
