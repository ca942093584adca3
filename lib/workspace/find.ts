import { statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { keptFolder, type Workspace } from './workspace.ts'

/** The workspace that `from` lies in: the nearest folder upward, itself included, that holds `.workbench/`. */
export function findWorkspace(from: string): Workspace | undefined {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (isFolder(join(folder, keptFolder))) return { folder }
    if (folder === dirname(folder)) return undefined
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    // Missing, or in a folder we may not look into: not a workspace of this learner's either way.
    return false
  }
}
