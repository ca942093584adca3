import { bringing, type DigestPair, digestPairs, sameDigest } from '../digest-pairs.ts'
import type { Run } from '../run.ts'
import { count, show, time } from '../words.ts'

/** A single new value may have been given no mark of its own. */
const leastValues = 2

/** A node's digest changed with what clients broadcast, and never with what came by `digest_sync`. */
export function digestIsStale(run: Run): string | undefined {
  const grown = digestPairs(run).filter(({ before, after }) => after.values.length > before.values.length)
  const [synced, told] = [
    grown.filter((pair) => only(pair, 'digest_sync')),
    grown.filter((pair) => only(pair, 'broadcast')),
  ]
  const stale = synced.find(({ before, after }) => after.values.length - before.values.length >= leastValues)
  if (stale === undefined || !synced.every(sameDigest)) return undefined
  if (told.length === 0 || told.some(sameDigest)) return undefined
  const { before, after } = stale
  return `At ${time(after.at)} ${after.node} held ${count(after.values.length, 'value')}, of which ${after.values.length - before.values.length} had come with a "digest_sync" since ${time(before.at)}. Its digest was ${show(after.digest)}, as before.`
}

/** Whether it was by such requests, and no others, that anything can have come in between. */
function only(pair: DigestPair, type: string): boolean {
  return bringing(pair).every(({ request }) => request.type === type)
}
