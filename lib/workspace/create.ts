import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { allTasks, type Track } from '../track/load.ts'
import { onDisk } from './disk-error.ts'
import { makeFolder } from './make-folder.ts'
import { readme } from './readme.ts'
import { replaceFile } from './replace-file.ts'
import { fileOf, kept, type Workspace } from './workspace.ts'

/** `types` is the path of the declarations of the learner's API, which the workspace gets a copy of. */
export type WorkspaceSource = { types: string }

/**
 * Makes a workspace of `folder`, which need not exist, with a stub for every task. What is in the folder
 * already stays as it is. Throws a UserError where it cannot be.
 */
export function createWorkspace(folder: string, track: Track, source: WorkspaceSource): Workspace {
  const workspace = { folder: resolve(folder) }
  onDisk(workspace.folder, () => makeFolder(kept(workspace)))
  ensureWorkspace(workspace, track, source)
  return workspace
}

/**
 * Adds what is missing, such as the stubs of tasks that came with a newer version, and brings the declarations up
 * to date. A file that is there, whatever is in it, is the learner's and is never touched. Returns what was added.
 */
export function ensureWorkspace(workspace: Workspace, track: Track, { types }: WorkspaceSource): string[] {
  refreshTypes(workspace, types)
  const files = [
    { path: join(workspace.folder, 'tsconfig.json'), text: () => tsconfig },
    { path: join(workspace.folder, 'README.md'), text: () => readme },
    { path: join(workspace.folder, '.gitignore'), text: () => gitignore },
    ...allTasks(track).map((task) => ({
      path: fileOf(workspace, task),
      text: () => readFileSync(join(task.folder, 'stub.ts'), 'utf8'),
    })),
  ]
  const missing = files.filter(({ path }) => !existsSync(path))
  for (const { path, text } of missing) replaceFile(workspace, path, text(), { durable: false })
  return missing.map(({ path }) => path)
}

/** The declarations are ours: whatever differs from this version's is replaced. */
function refreshTypes(workspace: Workspace, source: string): void {
  const path = kept(workspace, 'types', 'gossip-workbench.d.ts')
  const text = readFileSync(source, 'utf8')
  if (onDisk(path, () => existsSync(path) && readFileSync(path, 'utf8') === text)) return
  replaceFile(workspace, path, text, { durable: false })
}

/** Enough for an editor to check a program with nothing installed. */
const tsconfig = `{
  "compilerOptions": {
    "target": "ESNext",
    "lib": ["ES2023"],
    "types": [],
    "module": "ESNext",
    "moduleResolution": "bundler",
    "moduleDetection": "force",
    "strict": true,
    "noEmit": true,
    "allowJs": true,
    "checkJs": false,
    "paths": { "gossip-workbench": ["./.workbench/types/gossip-workbench.d.ts"] }
  },
  "include": ["**/*", ".workbench/types/gossip-workbench.d.ts"]
}
`

const gitignore = `node_modules/
.workbench/runs/
.workbench/tmp/
`
