import { type StoreRequests, writesOf } from '../../trace/writes.ts'
import { costReports } from '../cost-reports.ts'
import { Holdings } from '../holdings.ts'
import type { Run } from '../run.ts'
import { toldInstead } from '../told-counts.ts'
import { number, time } from '../words.ts'

/** Every `keys_stored` of the run counts only the keys that clients wrote at that very node. */
export function countsOwnKeys(run: Run, report: string, requests: StoreRequests): string | undefined {
  if (new Holdings(run).keys.length === 0) return undefined
  const writes = writesOf(run.facts, requests)
  const own = (node: string, id: number) =>
    new Set(writes.filter((write) => write.node === node && write.taken.id < id).map(({ key }) => key)).size
  const clearest = toldInstead(costReports(run, report, requests), 'keys_stored', own)
  if (clearest === undefined) return undefined
  const { node, asked, told, truth } = clearest
  return `At ${time(asked.at)} ${node} held ${number(truth)} keys; clients had written ${number(told)} of them at ${node} itself, the others came from other nodes. Its keys_stored was ${number(told)}; so it was in every report.`
}
