import { closeSync, fstatSync, fsyncSync, openSync, readFileSync, readSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { codeOf, diskFull, onDisk } from './disk-error.ts'
import { type Entry, parseEntry } from './entry.ts'
import { makeFolder } from './make-folder.ts'
import { kept, type Workspace } from './workspace.ts'

/*
 * `attempts.jsonl` is the record: a line for everything the learner did that counts, only ever added to. Two
 * terminals may add at once, and no lock is needed, because a line is one write to a file opened for appending,
 * which the system does not interleave. All else (`progress.json`) is computed from it and may be lost.
 */

/** Adds an entry. It is on the disk when this returns. */
export function appendEntry(workspace: Workspace, entry: Entry): void {
  const path = journalOf(workspace)
  onDisk(path, () => {
    makeFolder(dirname(path))
    const file = openSync(path, 'a+')
    try {
      const line = Buffer.from(`${endsMidLine(file) ? '\n' : ''}${JSON.stringify(entry)}\n`)
      if (writeSync(file, line) < line.length) throw diskFull(path)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
  })
}

/**
 * The entries from byte `start` on, and the byte after the last whole line. A line that was torn by a kill or a
 * full disk, or that a newer version wrote, is passed over. Starts at 0 again in a file shorter than `start`: it
 * is another file.
 */
export function readEntries(workspace: Workspace, start = 0): { entries: Entry[]; end: number } {
  const path = journalOf(workspace)
  const bytes = onDisk(path, () => readOrEmpty(path))
  const from = start <= bytes.length ? start : 0
  const end = Math.max(from, bytes.lastIndexOf('\n') + 1)
  const lines = bytes.toString('utf8', from, end).split('\n')
  return { entries: lines.map(parseEntry).filter((entry) => entry !== undefined), end }
}

function journalOf(workspace: Workspace): string {
  return kept(workspace, 'attempts.jsonl')
}

function readOrEmpty(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return Buffer.alloc(0)
    throw error
  }
}

/** Whether the last line was torn, so that the next one must not be glued to it. */
function endsMidLine(file: number): boolean {
  const { size } = fstatSync(file)
  if (size === 0) return false
  const last = Buffer.alloc(1)
  readSync(file, last, 0, 1, size - 1)
  return last.toString() !== '\n'
}
