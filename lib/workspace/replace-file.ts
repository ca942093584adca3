import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { codeOf, onDisk } from './disk-error.ts'
import { makeFolder } from './make-folder.ts'
import { kept, type Workspace } from './workspace.ts'

/**
 * Puts `text` at `path` so that at every moment, killed or not, the file is whole: the old one or the new one.
 * With `durable` its bytes are on the disk before it takes the old one's place, so that a power cut spares it too.
 *
 * Our own and not write-file-atomic: on a disk that fills up half-way (a short write) 7.0.1 puts the truncated
 * file in place and reports success, and it names temporary files so that nobody can tell whose they were. Ours
 * lie in one folder under the id of the process that is writing, and the next write clears a killed one's away.
 */
export function replaceFile(
  workspace: Workspace,
  path: string,
  text: string,
  { durable }: { durable: boolean },
): void {
  onDisk(path, () => {
    const folder = kept(workspace, 'tmp')
    makeFolder(folder)
    makeFolder(dirname(path))
    sweep(folder)
    const temporary = join(folder, `${process.pid}-${basename(path)}`)
    try {
      writeWhole(temporary, text, durable)
      renameSync(temporary, path)
    } catch (error) {
      rmSync(temporary, { force: true })
      throw error
    }
  })
}

function writeWhole(path: string, text: string, durable: boolean): void {
  const file = openSync(path, 'w')
  try {
    writeFileSync(file, text)
    if (durable) fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Removes what processes that are gone left unfinished. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!isRunning(Number.parseInt(name, 10))) rmSync(join(folder, name), { force: true })
  }
}

function isRunning(processId: number): boolean {
  try {
    // Signal 0 is never delivered; it only asks whether it could be.
    return process.kill(processId, 0)
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}
