import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf, onDisk } from './disk-error.ts'
import { replaceFile } from './replace-file.ts'
import { kept, type Workspace } from './workspace.ts'

export type ReadRun =
  | { kind: 'found'; data: unknown; savedMs: number }
  | { kind: 'missing' }
  | { kind: 'damaged'; file: string }

/**
 * Keeps what a run left behind (any JSON) under `.workbench/runs/<id>.json`, and the newest 200 of them. An `id`
 * is made of letters, digits, `.`, `_` and `-`.
 */
export function saveRun(workspace: Workspace, id: string, data: unknown): void {
  const path = fileOfRun(workspace, id)
  if (path === undefined) throw new Error(notAnId(id))
  // Not durable: a run lost in a power cut is run again from its seed.
  replaceFile(workspace, path, JSON.stringify(data), { durable: false })
  prune(kept(workspace, 'runs'), `${id}.json`)
}

/** What was kept under this id, and when (`savedMs` since the epoch). Any text may be asked for. */
export function readRun(workspace: Workspace, id: string): ReadRun {
  const file = fileOfRun(workspace, id)
  if (file === undefined) return { kind: 'missing' }
  return onDisk(file, () => {
    try {
      return { kind: 'found', data: JSON.parse(readFileSync(file, 'utf8')), savedMs: changed(file) }
    } catch (error) {
      if (error instanceof SyntaxError) return { kind: 'damaged', file }
      if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENAMETOOLONG') return { kind: 'missing' }
      throw error
    }
  })
}

const newest = 200

/** Undefined when the id could lead out of the folder or is no file name everywhere. */
function fileOfRun(workspace: Workspace, id: string): string | undefined {
  return /^[\w-][\w.-]*$/.test(id) ? kept(workspace, 'runs', `${id}.json`) : undefined
}

function prune(folder: string, justSaved: string): void {
  const others = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== justSaved)
  if (others.length < newest) return
  const byAge = others
    .map((name) => ({ path: join(folder, name), time: changed(join(folder, name)) }))
    .sort((a, b) => b.time - a.time)
  for (const { path } of byAge.slice(newest - 1)) rmSync(path, { force: true })
}

/** When the file was written; another process that prunes may just have removed it. */
function changed(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

const notAnId = (id: string) =>
  `"${id}" cannot be the id of a saved run: an id has letters, digits, ".", "_" and "-" only.`
