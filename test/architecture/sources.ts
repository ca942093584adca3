import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A file of the workbench's own code; `path` is relative to the repository, with forward slashes. */
export type Source = { path: string; text: string }

export function sourcesIn(...folders: string[]): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => path.posix.join(folder, file.replaceAll(path.sep, '/')))
      .filter((file) => /\.(ts|tsx|js|mjs)$/.test(file))
      .sort()
      .map((file) => ({ path: file, text: readFileSync(path.join(root, file), 'utf8') })),
  )
}

/** The code without its comments, line by line as it was. */
export function withoutComments(text: string): string {
  const token = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g
  return text.replace(token, (found) => (found.startsWith('/') ? found.replace(/[^\n]/g, '') : found))
}
