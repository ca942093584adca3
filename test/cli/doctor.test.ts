import { describe, expect, it } from 'vitest'
import { newFolder, startedFolder, words, workbench } from './workbench.ts'

describe.concurrent('doctor', () => {
  it('finds everything well here, after a real run in the sandbox', async () => {
    const folder = await startedFolder()
    const { code, stdout, stderr } = await workbench(['doctor'], {
      cwd: folder,
      env: { EDITOR: 'my-editor -w' },
    })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain(`ok      Node ${process.versions.node}\n`)
    expect(stdout).toMatch(/^ok {6}A program was built and ran in the sandbox/m)
    expect(words(stdout)).toMatch(/ ok The workspace \S+ can be written to\. /)
    expect(stdout).toContain('Your editor is opened with: my-editor -w')
    expect(stdout).toMatch(/\nEverything that the workbench needs is there\.\n$/)
  })

  it('says what is wrong with a workspace that cannot be written to, and exits with 3', async () => {
    const folder = newFolder({ 'gossip-workspace/.workbench/tmp': 'a file in the way' })
    const { code, stdout } = await workbench(['doctor'], { cwd: folder })
    expect(code).toBe(3)
    expect(stdout).toMatch(/^not ok {2}/m)
    expect(stdout).toMatch(/\n1 of these needs to be put right\.\n$/)
  })

  it('notes that there is no workspace yet, which is no failure', async () => {
    const { code, stdout } = await workbench(['doctor'], { cwd: newFolder() })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^note {4}There is no workspace/m)
  })
})
