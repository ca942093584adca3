import { percentilesOf } from '../trace/store-measures.ts'
import { type StoreRequests, type Write, writesOf } from '../trace/writes.ts'
import { costReports } from './cost-reports.ts'
import { type Finding, holds } from './finding.ts'
import { Holdings } from './holdings.ts'
import type { Run } from './run.ts'
import { count, show, time } from './words.ts'

const fields = ['p50', 'p95', 'max'] as const

/**
 * Every report has a `convergence_ms` that tells how long the writes of other nodes' clients took to come to be held
 * here: to within `toleranceMs`, and one place up or down in the order for the two percentiles.
 */
export function lagsAgree(run: Run, request: string, requests: StoreRequests, toleranceMs: number): Finding {
  const arrivals = new Arrivals(run, requests)
  for (const { node, asked, answered, said } of costReports(run, request, requests)) {
    const told = said.convergence_ms
    if (told === undefined || told === null || typeof told !== 'object' || Array.isArray(told))
      return fails(node, asked.at, told === undefined ? lacking : `Its convergence_ms was ${show(told)}.`)
    const possible = [arrivals.before(node, asked.id), arrivals.before(node, answered.id)]
    const [lags = []] = possible
    for (const field of fields) {
      const value = told[field]
      const fits = possible.some((times) => agrees(Number(value), field, times, toleranceMs))
      if (typeof value === 'number' && fits) continue
      return fails(
        node,
        asked.at,
        `By then ${count(lags.length, 'write')} of other nodes' clients had come to be held there, and the ${meaning[field]} ${time(percentilesOf(lags)[field])}; its convergence_ms.${field} was ${show(value)}.`,
      )
    }
    const extra = Object.keys(told).find((name) => !fields.some((field) => field === name))
    if (extra !== undefined)
      return fails(node, asked.at, `Its convergence_ms has a field "${extra}" that is not documented.`)
  }
  return holds

  function fails(node: string, at: number, what: string): Finding {
    return { kind: 'fails', at, message: `At ${time(at)} ${node} was asked for its "${request}". ${what}` }
  }
}

const lacking = 'The answer has no convergence_ms.'
const meaning: { [field in (typeof fields)[number]]: string } = {
  p50: 'time in the middle was',
  p95: 'time that 95 in 100 were within was',
  max: 'longest time was',
}

function agrees(told: number, field: (typeof fields)[number], times: number[], toleranceMs: number): boolean {
  const sorted = times.toSorted((a, b) => a - b)
  if (field === 'max' || sorted.length === 0) return Math.abs(told - (sorted.at(-1) ?? 0)) <= toleranceMs
  const rank = Math.ceil((field === 'p50' ? 0.5 : 0.95) * sorted.length)
  const least = sorted[Math.max(rank - 2, 0)] ?? 0
  const most = sorted[Math.min(rank, sorted.length - 1)] ?? 0
  return told >= least - toleranceMs && told <= most + toleranceMs
}

/** How long after a client's write at another node each node first held it. */
class Arrivals {
  readonly #byNode = new Map<string, { id: number; ms: number }[]>()

  constructor(run: Run, requests: StoreRequests) {
    const written = new Map<string, Write>()
    for (const write of writesOf(run.facts, requests))
      if (!written.has(write.text)) written.set(write.text, write)
    const holdings = new Holdings(run)
    for (const node of run.trace.plan.nodes) {
      const arrivals = [...written.values()].flatMap((write) => {
        const since = write.node === node ? undefined : holdings.since(node, write.key, write.text)
        return since === undefined ? [] : [{ id: since.id, ms: since.at - write.taken.at }]
      })
      this.#byNode.set(node, arrivals)
    }
  }

  before(node: string, id: number): number[] {
    return (this.#byNode.get(node) ?? []).filter((one) => one.id < id).map(({ ms }) => ms)
  }
}
