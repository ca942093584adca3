import { readdirSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Comparison } from './comparison.ts'

/** All comparisons, as the build compiled them, in the order of their files' numbers. */
export async function loadComparisons(root: string): Promise<Comparison[]> {
  const folder = path.join(root, 'dist', 'exercises', 'study', 'comparisons')
  const files = readdirSync(folder).filter((file) => /^\d+-[a-z0-9-]+\.js$/.test(file))
  files.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
  const modules = await Promise.all(files.map((file) => import(pathToFileURL(path.join(folder, file)).href)))
  return modules.map((module: { default: Comparison }) => module.default)
}
