import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type Entry, type Form, parseEntries } from './entries.ts'

/** The entries of a file in `exercises/study/`, and its path for errors. */
export function readEntries(root: string, name: string, form: Form): { entries: Entry[]; file: string } {
  const file = path.join(root, 'exercises', 'study', name)
  return { entries: parseEntries(readFileSync(file, 'utf8'), file, form), file }
}
