import type { StoreRequests } from '../../trace/writes.ts'
import { type CostReport, costReports } from '../cost-reports.ts'
import type { Run } from '../run.ts'
import { number, show, time } from '../words.ts'

const fields = ['total_gossip_msgs', 'total_writes', 'msgs_per_write'] as const
type Field = (typeof fields)[number]

/** A number that was the same in every report of every node, though by the trace it was different at several. */
export function reportsConstants(run: Run, report: string, requests: StoreRequests): string | undefined {
  const reports = costReports(run, report, requests)
  const field = fields.find((one) => isConstant(tellingOf(reports, one), one))
  if (field === undefined) return undefined
  const telling = tellingOf(reports, field)
  const said = telling[0]?.said[field]
  const last = telling.findLast((one) => truth(one, field) !== said)
  if (last === undefined) return undefined
  const whose =
    telling.length === reports.length ? 'at every node and time' : 'of nodes that had taken writes'
  return `In all ${telling.length} reports of this run, ${whose}, ${field} was ${show(said)}. At ${time(last.asked.at)}, at ${last.node}, the trace has ${number(truth(last, field))}.`
}

/** A report may be old, which is another fault: so long it would not be. */
const spanMs = 1000

/** A ratio of 0 is right where nobody wrote, whatever is told elsewhere. */
function tellingOf(reports: readonly CostReport[], field: Field): CostReport[] {
  return reports.filter(({ counted }) => field !== 'msgs_per_write' || counted.least.total_writes > 0)
}

/** Told by enough reports, for enough different truths, that none was counted. */
function isConstant(telling: readonly CostReport[], field: Field): boolean {
  const truths = new Set(telling.map((one) => truth(one, field)))
  const told = new Set(telling.map(({ said }) => said[field]))
  const times = telling.map(({ asked }) => asked.at)
  return truths.size >= 3 && told.size === 1 && Math.max(...times) - Math.min(...times) >= spanMs
}

function truth({ counted: { least } }: CostReport, field: Field): number {
  if (field !== 'msgs_per_write') return least[field]
  return least.total_writes === 0 ? 0 : least.total_gossip_msgs / least.total_writes
}
