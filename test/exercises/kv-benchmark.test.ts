import { describe, expect, it } from 'vitest'
import { faults, sizes } from '../../exercises/4-epidemic-crdts/5-kv-benchmark/bounds.ts'
import grader from '../../exercises/4-epidemic-crdts/5-kv-benchmark/grader.ts'
import { measuredRuns } from '../../exercises/4-epidemic-crdts/5-kv-benchmark/scenarios.ts'
import { isRequiredFailure, judge } from '../../lib/grade/judge.ts'
import { measureStore } from '../../lib/trace/store-measures.ts'
import lossy from '../../solutions/4-epidemic-crdts/5-kv-benchmark/mistakes/never-converges.ts'
import solution from '../../solutions/4-epidemic-crdts/5-kv-benchmark/solution.ts'
import { requests } from '../support/kv-store.ts'
import type { Main } from '../support/plain-program.ts'
import { run } from '../support/run.ts'

const planOf = (name: string, seed = 1001) => {
  const scenario = grader.scenarios.find((each) => each.name === name)
  if (scenario === undefined) throw new Error(`no scenario ${name}`)
  return scenario.plan(seed)
}
const failedChecks = (main: Main, name: string) =>
  judge(grader, run(main, planOf(name)))
    .findings.filter(isRequiredFailure)
    .map(({ check }) => check.id)
const loads = measuredRuns.map(({ scenario }) => scenario)

describe('the load', () => {
  it('is one for each size and fault', () => {
    expect(new Set(loads).size).toBe(sizes.length * faults.length)
  })

  it.each(loads)('has as many writes as the text says, and one node that takes none: %s', (name) => {
    const { nodes, operations } = planOf(name)
    const writes = operations.filter(({ body }) => body.type === requests.write)
    expect(writes).toHaveLength({ 5: 15, 10: 20, 25: 35 }[nodes.length] ?? -1)
    expect(new Set(writes.map(({ node }) => node)).size).toBeLessThan(nodes.length)
    expect(new Set(writes.map(({ body }) => body.value)).size).toBe(writes.length)
    expect(new Set(writes.map(({ body }) => body.key)).size).toBe(4)
    expect(Math.min(...writes.map(({ at }) => at))).toBeGreaterThanOrEqual(300)
    expect(Math.max(...writes.map(({ at }) => at))).toBeLessThan(2500)
  })

  it.each(loads)('asks every node four times for its report: %s', (name) => {
    const { nodes, operations } = planOf(name)
    const reports = operations.filter(({ body }) => body.type === 'bench_report')
    for (const node of nodes) expect(reports.filter((one) => one.node === node)).toHaveLength(4)
  })
})

describe('a store', () => {
  it('that tells each write once agrees where nothing is lost, and not where a partition stands', () => {
    expect(failedChecks(lossy, 'replicas-5')).toEqual([])
    expect(failedChecks(lossy, 'replicas-5-partition')).toContain('converges')
  })

  it('that tells each write once costs one message for each other node, and takes one hop', () => {
    for (const replicas of sizes) {
      const measures = measureStore(run(lossy, planOf(`replicas-${replicas}`)).facts, requests)
      expect(measures).toMatchObject({ msgsPerWrite: replicas - 1, unconverged: 0 })
      expect(measures.convergenceMs?.max).toBeLessThanOrEqual(20)
    }
  })

  it('that repairs what was lost converges everywhere, later where the network is worse', () => {
    const median = (fault: string) => {
      const { unconverged, convergenceMs } = measureStore(
        run(solution, planOf(`replicas-25${fault}`)).facts,
        requests,
      )
      expect(unconverged).toBe(0)
      return convergenceMs?.p50 ?? 0
    }
    const [normal, loss, partition] = ['', '-loss', '-partition'].map(median)
    expect(loss).toBeGreaterThan(normal ?? 0)
    expect(partition).toBeGreaterThan(loss ?? 0)
  })
})
