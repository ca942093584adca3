import type { StoreRequests } from '../../trace/writes.ts'
import { costReports } from '../cost-reports.ts'
import type { Run } from '../run.ts'
import { otherMessageCounts, toldInstead } from '../told-counts.ts'
import { number, time } from '../words.ts'

/** Every `total_gossip_msgs` of the run leaves out what was sent again: the same content to the same node. */
export function missesRetries(run: Run, report: string, requests: StoreRequests): string | undefined {
  const once = otherMessageCounts.withoutRepeats(run)
  const clearest = toldInstead(costReports(run, report, requests), 'total_gossip_msgs', once)
  if (clearest === undefined) return undefined
  const { node, asked, told, truth } = clearest
  return `By ${time(asked.at)} ${node} had sent other nodes ${number(truth)} messages, answers left out. Of these ${number(truth - told)} repeated an earlier one, with the same content to the same node. Its total_gossip_msgs was ${number(told)}: that is without the repeats; so it was in every report.`
}
