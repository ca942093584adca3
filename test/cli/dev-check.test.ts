import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Ended, workbench } from './workbench.ts'

const right = z.array(z.object({ task: z.literal('1.1'), file: z.string(), passed: z.literal(true) }))

const proof = z.object({
  stubs: z.array(z.object({ task: z.literal('1.1'), failed: z.literal(true) })).length(1),
  solutions: right.length(1),
  variants: right.min(2),
  mistakes: z
    .array(
      z.object({
        task: z.literal('1.1'),
        slug: z.string(),
        failed: z.literal(true),
        named: z.literal(true),
      }),
    )
    .length(7),
  confusion: z.array(z.object({ task: z.literal('1.1'), clear: z.literal(true) })).length(1),
})

describe('dev check', () => {
  let ended: Ended

  beforeAll(async () => {
    ended = await workbench(['dev', 'check', '--task', '1.1', '--seeds', '1', '--json'])
  })

  it('proves task 1.1, and prints that as JSON of the documented shape', () => {
    expect(ended.code).toBe(0)
    proof.parse(JSON.parse(ended.stdout))
  })

  it('tells on standard error how far it is', () => {
    expect(ended.stderr).toMatch(/^Tried 1\.1 stub\.\n/)
  })
})
