import type { StoreRequests } from '../../trace/writes.ts'
import { costReports } from '../cost-reports.ts'
import type { Run } from '../run.ts'
import { otherMessageCounts, toldInstead } from '../told-counts.ts'
import { number, time } from '../words.ts'

/** Every `total_gossip_msgs` of the run is that of all messages to other nodes, answers among them. */
export function countsAnswersAsGossip(run: Run, report: string, requests: StoreRequests): string | undefined {
  const all = otherMessageCounts.all(run)
  const clearest = toldInstead(costReports(run, report, requests), 'total_gossip_msgs', all)
  if (clearest === undefined) return undefined
  const { node, asked, told, truth } = clearest
  return `By ${time(asked.at)} ${node} had sent other nodes ${number(told)} messages, of which ${number(told - truth)} were answers (they had an in_reply_to). Its total_gossip_msgs was ${number(told)}: the answers count as well; so it was in every report.`
}
