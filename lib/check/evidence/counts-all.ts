import type { Run } from '../run.ts'
import { countedSyncs } from '../sync-counts.ts'
import { count, time } from '../words.ts'

/** Every `new_count` was the length of the list, also where the node knew some of its values. */
export function countsAllAsNew(run: Run): string | undefined {
  const syncs = countedSyncs(run)
  const known = syncs.find(({ list, fresh }) => fresh < new Set(list).size)
  if (
    known === undefined ||
    syncs.some(({ list, said }) => said !== list.length && said !== new Set(list).size)
  )
    return undefined
  const { src, node, at, list, fresh, said } = known
  return `At ${time(at)} ${src} sent ${node} a "gossip_sync" with ${count(list.length, 'value')}. ${node} knew ${new Set(list).size - fresh} of them, and answered new_count ${JSON.stringify(said)}; so it did every time.`
}
