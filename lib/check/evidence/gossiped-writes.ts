import { type StoreRequests, writesOf } from '../../trace/writes.ts'
import { type CostReport, costReports } from '../cost-reports.ts'
import type { Run } from '../run.ts'
import { count, number, time } from '../words.ts'

/**
 * A node's `total_writes` grew though no client wrote there, while writes of others came to be held there; and in no
 * report was it less than the trace says.
 */
export function countsGossipedWrites(run: Run, report: string, requests: StoreRequests): string | undefined {
  const reports = costReports(run, report, requests)
  const isLess = ({ said, counted }: CostReport) => Number(said.total_writes) < counted.least.total_writes
  const isKeys = ({ said, counted }: CostReport) => said.total_writes === counted.least.keys_stored
  if (reports.some(isLess) || reports.every(isKeys)) return undefined
  for (const [index, later] of reports.entries()) {
    const { node, asked, said, counted } = later
    const before = reports.slice(0, index).findLast((one) => one.node === node)
    const [from, told] = [before?.answered.id ?? 0, Number(before?.said.total_writes ?? 0)]
    const grown = Number(said.total_writes) - told
    const taken = counted.most.total_writes - (before?.counted.least.total_writes ?? 0)
    const learned = learnedBetween(run, requests, node, from, asked.id)
    if (taken !== 0 || learned === 0 || grown < learned) continue
    const since =
      before === undefined ? `By ${time(asked.at)}` : `From ${time(before.asked.at)} to ${time(asked.at)}`
    return `${since} no client wrote at ${node}, and ${count(learned, 'write')} of other nodes’ clients came to be held there. Its total_writes went from ${number(told)} to ${number(told + grown)}.`
  }
  return undefined
}

/** Writes that clients made at other nodes, and that the node came to hold in this time. */
function learnedBetween(run: Run, requests: StoreRequests, node: string, from: number, to: number): number {
  const others = new Set(
    writesOf(run.facts, requests)
      .filter((write) => write.node !== node)
      .map(({ text }) => text),
  )
  return run.trace.events.filter(
    (event) =>
      event.kind === 'learn' &&
      event.node === node &&
      event.id > from &&
      event.id < to &&
      others.has(String(event.value)),
  ).length
}
