import { isTimedOut, treeTalkOf } from '../ack-waits.ts'
import { outagesOf } from '../outages.ts'
import { type Run, untilOf } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { count, names, show, time } from '../words.ts'

/** A node that got a value directly sent it on to the neighbour that was down, waited for it, and fell back in its turn. */
export function forwardsFallback(run: Run, workload: SetWorkload): string | undefined {
  const { waits, direct } = treeTalkOf(run, workload)
  const down = outagesOf(run).filter(({ kind }) => kind === 'down')
  for (const wait of waits) {
    const cause = run.trace.events[wait.send.cause ?? -1]
    if (cause?.kind !== 'deliver' || !isTimedOut(wait, untilOf(run))) continue
    const rescue = direct.find(
      ({ sent, keys }) => sent.event.message === cause.message && keys.includes(wait.key),
    )
    const isDown = down.some(
      ({ node, from, to }) => node === wait.neighbour && from <= wait.send.at && to > wait.send.at,
    )
    if (rescue === undefined || !isDown) continue
    const own = direct.filter(
      ({ sent: { event }, keys }) =>
        event.src === wait.node && keys.includes(wait.key) && event.at >= wait.due,
    )
    if (own.length === 0) continue
    return `${rescue.sent.event.src} sent ${show(wait.value)} directly to ${wait.node}, past a node that was silent. ${wait.node} sent it on to ${wait.neighbour} at ${time(wait.send.at)}, which was down, and when no acknowledgement came it fell back itself: ${count(own.length, 'message')} more, to ${names(own.map(({ sent }) => sent.event.dest))}.`
  }
  return undefined
}
