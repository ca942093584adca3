import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  type Ended,
  escapeSequence,
  newFolder,
  ownProgram,
  program,
  startedFolder,
  words,
  workbench,
} from './workbench.ts'

const check = z.object({
  id: z.string(),
  name: z.string(),
  status: z.enum(['passed', 'failed', 'skipped']),
  required: z.boolean(),
  message: z.string(),
  scenario: z.string().optional(),
  seed: z.int().optional(),
  replay: z.string().optional(),
})

const graded = z.object({
  version: z.literal(1),
  seed: z.int(),
  reports: z.array(
    z.object({
      task: z.literal('1.1'),
      slug: z.literal('basic-broadcast'),
      file: z.string(),
      verdict: z.enum(['passed', 'violated', 'build-error', 'threw', 'stuck', 'budget-exceeded']),
      stars: z.int().min(0),
      durationMs: z.number().min(0),
      checks: z.array(check).min(1),
      mistakes: z.array(z.object({ slug: z.string(), evidence: z.string().min(1) })),
      metrics: z.record(z.string(), z.number()),
    }),
  ),
})

function reportOf({ stdout }: Ended) {
  const { reports } = graded.parse(JSON.parse(stdout))
  expect(reports).toHaveLength(1)
  return reports[0] as (typeof reports)[number]
}

const grade = (name: string, ...flags: string[]) =>
  workbench(['grade', '1.1', '--file', program(name), ...flags])

describe.concurrent('a right program', () => {
  const folder = newFolder()
  const own = join(folder, ownProgram)
  let text: Ended
  let json: Ended

  beforeAll(async () => {
    await workbench(['start'], { cwd: folder })
    copyFileSync(program('solution.ts'), own)
    text = await workbench(['grade', '1.1'], { cwd: folder })
    json = await workbench(['grade', '1.1', '--json'], { cwd: join(folder, 'gossip-workspace') })
  })

  it('passes with exit code 0 and says so', () => {
    expect(text).toMatchObject({ code: 0, stderr: '' })
    expect(text.stdout).toMatch(/^✓ 1\.1 Passed: all \d+ checks hold\./)
    expect(text.stdout).not.toMatch(escapeSequence)
  })

  it('is told within 80 columns where there is no terminal', () => {
    expect(text.stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
  })

  it('gives JSON of the documented shape', () => {
    expect(json).toMatchObject({ code: 0, stderr: '' })
    const report = reportOf(json)
    expect(report).toMatchObject({ verdict: 'passed', stars: 1, mistakes: [], file: own })
    expect(report.checks.map(({ status }) => status)).not.toContain('failed')
  })

  it('counts as passed in its workspace, once for each grading', async () => {
    const list = JSON.parse((await workbench(['list', '--json'], { cwd: folder })).stdout)
    expect(list[0]).toMatchObject({ task: '1.1', status: 'passed', stars: 1 })
    const record = readFileSync(join(folder, 'gossip-workspace', '.workbench', 'attempts.jsonl'), 'utf8')
    expect(record.match(/"kind":"attempt"/g)).toHaveLength(2)
  })

  it('earns a look at our solution', async () => {
    const { code, stdout } = await workbench(['solution', '1.1'], { cwd: folder })
    expect(code).toBe(0)
    expect(stdout).toContain(readFileSync(program('solution.ts'), 'utf8'))
  })
})

describe.concurrent('a wrong program', () => {
  let ended: Ended

  beforeAll(async () => {
    ended = await grade('mistakes/never-forwards.ts', '--json')
  })

  it('fails with exit code 1, and the mistake is named with its evidence', () => {
    expect(ended).toMatchObject({ code: 1, stderr: '' })
    const report = reportOf(ended)
    expect(report.verdict).toBe('violated')
    expect(report.mistakes).toEqual([expect.objectContaining({ slug: 'never-forwards' })])
  })

  it('is given a run for every failed check that fails again when it is replayed', async () => {
    const failed = reportOf(ended).checks.filter(({ status }) => status === 'failed')
    expect(failed).not.toEqual([])
    const [{ replay = '', message } = { message: '' }] = failed
    const again = await workbench(['replay', replay, '--file', program('mistakes/never-forwards.ts')])
    expect(again.code).toBe(1)
    expect(words(again.stdout)).toContain(words(message))
    expect(again.stdout).toMatch(/^at \d+ ms · \d+ of \d+ nodes know/)
  })

  it('gets the same report again from the same seed, save how long it took', async () => {
    const again = await grade('mistakes/never-forwards.ts', '--json', '--seed', '1')
    expect({ ...reportOf(again), durationMs: 0 }).toEqual({ ...reportOf(ended), durationMs: 0 })
  })

  it('is tried with other dice under another seed', async () => {
    const other = await grade('mistakes/never-forwards.ts', '--json', '--seed', '7')
    expect(JSON.parse(other.stdout).seed).toBe(7)
    const seeds = reportOf(other).checks.flatMap(({ seed }) => seed ?? [])
    expect(seeds).not.toEqual(reportOf(ended).checks.flatMap(({ seed }) => seed ?? []))
  })

  it('that does not build is shown the place', async () => {
    const folder = newFolder({ 'broken.ts': 'export default function (node) {\n  node.on(\n}\n' })
    const { code, stdout } = await workbench(['grade', '1.1', '--file', 'broken.ts'], { cwd: folder })
    expect(code).toBe(1)
    expect(stdout).toMatch(/broken\.ts:3:1: /)
  })
})

describe.concurrent('grading in a workspace', () => {
  it('gives several tasks the reports that each gets alone, in the order they were named', async () => {
    const folder = await startedFolder()
    const reportsOf = async (...tasks: string[]) => {
      const { stdout } = await workbench(['grade', ...tasks, '--json'], { cwd: folder })
      const { reports } = JSON.parse(stdout) as { reports: { task: string }[] }
      return reports.map((report) => ({ ...report, durationMs: 0 }))
    }
    const tasks = ['2.2', '1.1', '4.1', '1.4']
    const together = await reportsOf(...tasks)
    expect(together.map(({ task }) => task)).toEqual(tasks)
    const alone = await Promise.all(tasks.map((task) => reportsOf(task)))
    expect(together).toEqual(alone.flat())
  })

  it('records nothing for a file that is not the learner’s own', async () => {
    const folder = await startedFolder({ 'broken.ts': 'export default' })
    await workbench(['grade', '1.1', '--file', 'broken.ts'], { cwd: folder })
    const list = JSON.parse((await workbench(['list', '--json'], { cwd: folder })).stdout)
    expect(list[0]).toMatchObject({ status: 'new', stars: 0 })
  })

  it('fails a fresh stub, records that, and keeps the run that shows it', async () => {
    const folder = await startedFolder()
    // Named by a path to it, from another folder.
    const { code, stdout } = await workbench(['grade', '1.1', '--file', join(folder, ownProgram)])
    expect(code).toBe(1)
    expect(words(stdout)).toContain('Not written yet')
    const list = JSON.parse((await workbench(['list', '--json'], { cwd: folder })).stdout)
    expect(list[0]).toMatchObject({ status: 'started', stars: 0 })
    const [, run = ''] = /workbench replay (\S+)/.exec(stdout) ?? []
    const kept = join(folder, 'gossip-workspace', '.workbench', 'runs', `${run}.json`)
    expect(JSON.parse(readFileSync(kept, 'utf8'))).toMatchObject({ version: 1, plan: { observe: {} } })
  })

  it('says how to get a file back that was deleted', async () => {
    const folder = newFolder({ 'gossip-workspace/.workbench/x': '' })
    const { code, stderr } = await workbench(['grade', '1.1'], { cwd: folder })
    expect(code).toBe(2)
    expect(stderr).toMatch(/^There is no file .* `npx workbench reset 1\.1` puts the stub there again\.\n$/)
  })

  it('gives the verdict even where it cannot be recorded, and says that it could not', async () => {
    const folder = await startedFolder({ 'gossip-workspace/.workbench/attempts.jsonl/in-the-way': '' })
    writeFileSync(join(folder, ownProgram), 'export default')
    const { code, stdout, stderr } = await workbench(['grade', '1.1'], { cwd: folder })
    expect(stdout).toMatch(/Your program does not build\./)
    expect(stderr).toMatch(/attempts\.jsonl should be a file, but it is a folder/)
    expect(code).toBe(2)
  })
})
