import type { StoreRequests } from '../../trace/writes.ts'
import { costReports } from '../cost-reports.ts'
import type { Run } from '../run.ts'
import { otherMessageCounts, toldInstead } from '../told-counts.ts'
import { number, time } from '../words.ts'

/** Every `total_gossip_msgs` of the run counts once what left together, to however many nodes. */
export function countsRounds(run: Run, report: string, requests: StoreRequests): string | undefined {
  const steps = otherMessageCounts.steps(run)
  const clearest = toldInstead(costReports(run, report, requests), 'total_gossip_msgs', steps)
  if (clearest === undefined) return undefined
  const { node, asked, told, truth } = clearest
  return `By ${time(asked.at)} ${node} had sent other nodes ${number(truth)} messages, answers left out, at ${number(told)} moments: often several at once. Its total_gossip_msgs was ${number(told)}; so it was in every report.`
}
