import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { packageRoot } from '../../lib/track/root.ts'

const folder = mkdtempSync(join(tmpdir(), 'gossip-workbench-readme-'))
afterAll(() => rmSync(folder, { recursive: true }))

function block(language: string): string {
  const readme = readFileSync(join(packageRoot(), 'README.md'), 'utf8')
  const [, text] = new RegExp(`\n\`\`\`${language}\\n(.*?)\n\`\`\``, 's').exec(readme) ?? []
  if (text === undefined) throw new Error(`README.md has no block of ${language}`)
  return text
}

/** How long a grading took is the one thing that differs from machine to machine. */
const untimed = (text: string) => text.replace(/failed\. \(.*?\)/, 'failed.')

it('the grade that the README shows is what its program gets', () => {
  writeFileSync(join(folder, 'tour.ts'), `${block('ts')}\n`)
  const workbench = join(packageRoot(), 'dist', 'workbench.js')
  const args = [workbench, 'grade', '1.1', '--file', 'tour.ts']
  let printed = ''
  try {
    execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
  } catch (failed) {
    printed = (failed as { stdout: string }).stdout
  }
  expect(untimed(printed.trimEnd())).toBe(untimed(block('text')))
})
