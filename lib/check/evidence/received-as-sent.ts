import type { StoreRequests } from '../../trace/writes.ts'
import { costReports } from '../cost-reports.ts'
import type { Run } from '../run.ts'
import { otherMessageCounts, toldInstead } from '../told-counts.ts'
import { number, time } from '../words.ts'

/** Every `total_gossip_msgs` of the run counts what came from other nodes, alone or besides what was sent. */
export function countsReceived(run: Run, report: string, requests: StoreRequests): string | undefined {
  const reports = costReports(run, report, requests)
  const received = otherMessageCounts.received(run)
  const instead = toldInstead(reports, 'total_gossip_msgs', received)
  const both = reports.every(({ node, asked, answered, said, counted }) => {
    const told = Number(said.total_gossip_msgs)
    const least = counted.least.total_gossip_msgs + received(node, asked.id)
    return told >= least && told <= counted.most.total_gossip_msgs + received(node, answered.id)
  })
  const report_ =
    instead ?? (both ? reports.find(({ node, asked }) => received(node, asked.id) > 0) : undefined)
  if (report_ === undefined) return undefined
  const { node, asked, said, counted } = report_
  return `By ${time(asked.at)} ${node} had sent other nodes ${number(counted.least.total_gossip_msgs)} messages and received ${number(received(node, asked.id))}, answers left out. Its total_gossip_msgs was ${number(Number(said.total_gossip_msgs))}: what it received counts ${instead === undefined ? 'as well' : 'instead'}; so it was in every report.`
}
