import { bringing, type DigestPair, digestPairs, sameDigest, sameSet } from '../digest-pairs.ts'
import type { Run } from '../run.ts'
import { names, show, time } from '../words.ts'

/** What a node held was broadcast to it again, and its digest changed; where nothing came, it did not. */
export function digestCountsRepeats(run: Run): string | undefined {
  const still = digestPairs(run).filter(sameSet)
  const quiet = still.filter((pair) => bringing(pair).length === 0)
  const changed = still.find((pair) => !sameDigest(pair) && onlyRepeats(pair))
  if (changed === undefined || quiet.length === 0 || !quiet.every(sameDigest)) return undefined
  const { before, after } = changed
  const again = bringing(changed).map(({ request }) => show(request.message))
  return `Until ${time(after.at)} ${after.node} was told ${names(again)} again, which it held already. Its digest was ${show(before.digest)} before that, and ${show(after.digest)} after.`
}

function onlyRepeats(pair: DigestPair): boolean {
  const came = bringing(pair)
  return came.length > 0 && came.every(({ request }) => request.type === 'broadcast')
}
