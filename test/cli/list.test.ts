import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { loadTrack } from '../../lib/track/load.ts'
import { packageRoot } from '../../lib/track/root.ts'
import { newFolder, ownProgram, startedFolder, workbench } from './workbench.ts'

const entries = z
  .array(
    z.object({
      task: z.string().regex(/^\d\.\d$/),
      slug: z.string().regex(/^[a-z0-9-]+$/),
      title: z.string().min(1),
      subtrack: z.string().min(1),
      level: z.enum(['beginner', 'intermediate', 'advanced']),
      status: z.enum(['new', 'started', 'passed']),
      stars: z.int().min(0),
      file: z.string().nullable(),
      available: z.boolean(),
    }),
  )
  .length(19)

describe.concurrent('list', () => {
  it('names nineteen tasks and says which cannot be opened, without a workspace', async () => {
    const { code, stdout, stderr } = await workbench(['list'], { cwd: newFolder() })
    expect(code).toBe(0)
    expect(stdout.match(/^ {2}. \d\.\d /gm)).toHaveLength(19)
    expect(stdout.match(/not in this version/g)).toHaveLength(
      loadTrack(packageRoot()).tasks.filter(({ available }) => !available).length,
    )
    expect(stderr).toMatch(/^There is no workspace .* `npx workbench start` makes one\.\n$/)
  })

  it('prints JSON of the documented shape', async () => {
    const { stdout } = await workbench(['list', '--json'], { cwd: newFolder() })
    const [first] = entries.parse(JSON.parse(stdout))
    expect(first).toMatchObject({ task: '1.1', slug: 'basic-broadcast', status: 'new', file: null })
  })

  it('names the learner’s file in a workspace, also from the folder that holds it and from below', async () => {
    const folder = await startedFolder()
    const places = [folder, join(folder, 'gossip-workspace'), join(folder, ownProgram, '..')]
    const lists = await Promise.all(places.map((cwd) => workbench(['list', '--json'], { cwd })))
    const files = lists.map(({ stdout }) => entries.parse(JSON.parse(stdout))[0]?.file)
    expect(files).toEqual(places.map(() => join(folder, ownProgram)))
  })
})
