import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { declarations } from '../../bin/build/declarations.mjs'
import { commandFile } from '../../bin/build/modules.mjs'
import { loadTrack } from '../../lib/track/load.ts'
import { packageRoot } from '../../lib/track/root.ts'
import { createWorkspace } from '../../lib/workspace/create.ts'
import { addFiles, temporaryFolder } from '../track/exercises.ts'

let built: string

beforeAll(async () => {
  built = await declarations()
})

describe('an editor in a fresh workspace', () => {
  it('finds nothing wrong with the stubs that ship', async () => {
    expect(await problemsIn(freshWorkspace())).toBe('')
  })

  it('knows the simulator’s globals', async () => {
    const folder = freshWorkspace()
    addFiles(folder, { 'globals.ts': usesEveryGlobal })
    expect(await problemsIn(folder)).toBe('')
  })

  it('does not offer what the simulator has not', async () => {
    const folder = freshWorkspace()
    addFiles(folder, { 'beyond.ts': "fetch('/')\nprocess.exit()\ndocument.title\nrequire('fs')\n" })
    const problems = await problemsIn(folder)
    for (const name of ['fetch', 'process', 'document', 'require']) {
      expect(problems).toContain(`Cannot find name '${name}'`)
    }
  })

  it('shows a misspelt method of the node', async () => {
    const folder = freshWorkspace()
    addFiles(folder, { 'slip.ts': misspelt })
    expect(await problemsIn(folder)).toContain("Property 'sned' does not exist on type 'Node'")
  })

  it('takes two files with the same names in them for two programs', async () => {
    const folder = freshWorkspace()
    addFiles(folder, { 'a.ts': 'const seen = 1\nseen\n', 'b.ts': 'const seen = 2\nseen\n' })
    expect(await problemsIn(folder)).toBe('')
  })
})

function freshWorkspace(): string {
  const folder = temporaryFolder()
  const types = join(folder, 'gossip-workbench.d.ts')
  writeFileSync(types, built)
  return createWorkspace(join(folder, 'learner'), loadTrack(packageRoot()), { types }).folder
}

/** What `tsc --noEmit` prints. */
async function problemsIn(folder: string): Promise<string> {
  const argv = [commandFile('typescript', 'tsc'), '--noEmit', '-p', folder]
  return promisify(execFile)(process.execPath, argv, { cwd: folder }).then(
    ({ stdout }) => stdout,
    ({ stdout }) => stdout,
  )
}

const usesEveryGlobal = `
import type { Node } from 'gossip-workbench'

export default function (node: Node) {
  const once: number = setTimeout((peer: string) => node.send(peer, { type: 'hello' }), 10, 'n2')
  const often: number = setInterval(() => {}, 10)
  clearTimeout(once)
  clearInterval(often)
  queueMicrotask(() => console.log('soon', performance.now().toFixed(), Date.now(), Math.random()))
  const copy: { list: number[] } = structuredClone({ list: [1] })
  const id: string = crypto.randomUUID()
  const bytes: Uint8Array = new TextEncoder().encode(id)
  const text: string = new TextDecoder().decode(bytes)
  for (const write of [console.log, console.info, console.debug, console.warn, console.error]) write(text, copy)
  globalThis.console.log(globalThis.performance.now())
}
`

const misspelt = `
import type { Node } from 'gossip-workbench'

export default function (node: Node) {
  node.sned('n2', { type: 'hello' })
}
`
