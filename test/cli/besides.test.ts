import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { workbench } from './workbench.ts'

const folder = '../../solutions/4-epidemic-crdts/5-kv-benchmark'
const file = fileURLToPath(new URL(`${folder}/variants/full-state.js`, import.meta.url))
const grade = (...options: string[]) => workbench(['grade', '4.5', '--file', file, ...options])

it('measures a store beside ours, over cluster size and fault, in the runs it was graded in', async () => {
  const { code, stdout } = await grade('--json', '--seed', '3')
  expect(code).toBe(0)
  const { cells } = JSON.parse(stdout).reports[0].benchmark
  const shapes = cells.map(({ replicas, fault, seed }: { [name: string]: unknown }) => [
    replicas,
    fault,
    seed,
  ])
  expect(shapes).toEqual(
    ['normal', 'loss', 'partition'].flatMap((fault) => [5, 10, 25].map((n) => [n, fault, 3001])),
  )
  for (const { own, reference } of cells) {
    expect(own.writes).toBe(reference.writes)
    expect(own.reads).toBe(reference.reads)
    expect(own.convergenceMs.max).toBeGreaterThan(own.convergenceMs.p50)
    expect(own).not.toEqual(reference)
  }
})

it('draws what it measured below the report', async () => {
  const { stdout } = await grade()
  expect(stdout).toMatch(
    /^✓ 4\.5 Passed[\s\S]*Your store and ours, in the same runs \(seed 1\)[\s\S]*\|@+ +\d/,
  )
  expect(stdout.match(/^ {2}partition +25 +(yours|ours)/gm)).toHaveLength(2)
})
