import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** Makes a folder for the test alone and fills it. */
export function temporaryFolder(files: { [path: string]: string } = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gossip-workbench-')))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  addFiles(folder, files)
  return folder
}

export function addFiles(folder: string, files: { [path: string]: string }): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

/** A small track: two subtracks, three tasks. */
export const exercises = {
  'exercises/1-rumours/subtrack.md': '---\ntitle: Rumours\n---\n\nHow news spreads.\n',
  'exercises/1-rumours/1-first-word/task.md':
    '---\ntitle: Say the First Word\nlevel: beginner\n---\n\nSay it.\n',
  'exercises/1-rumours/1-first-word/hints.md':
    '## Hint 1\n\nOpen your mouth.\n\n## Hint 2: How to begin\n\nBreathe out.\n',
  'exercises/1-rumours/1-first-word/stub.ts': 'export default function () {}\n',
  'exercises/1-rumours/2-second-hand/task.md':
    '---\ntitle: Pass It On\nlevel: intermediate\nbuilds: 1.1\n---\n\nTell another.\n',
  'exercises/1-rumours/2-second-hand/hints.md': '## Hint 1\n\nAnd another.\n',
  'exercises/1-rumours/2-second-hand/stub.ts': 'export default function () {}\n',
  'exercises/2-trees/subtrack.md': '---\ntitle: Trees\n---\n\nWho tells whom.\n',
  'exercises/2-trees/1-tree-house/task.md':
    '---\ntitle: Live in a Tree\nlevel: advanced\nbuilds: 1.1, 1.2\n---\n\nClimb.\n\nThen stay.\n',
  'exercises/2-trees/1-tree-house/hints.md': '## Hint 1\n\nUp.\n',
  'exercises/2-trees/1-tree-house/stub.ts': 'export default function () {}\n',
  'exercises/study/concepts.md': 'Not a task.\n',
}
