import { stretchesOf } from '../block-counts.ts'
import { Blocks } from '../blocks.ts'
import type { Run } from '../run.ts'
import { aType, count, show, time } from '../words.ts'

/** A count that does not grow though messages from blocked peers came; no order came meanwhile, and none was under way. */
export function leavesArrivalsUncounted(run: Run): string | undefined {
  const blocks = new Blocks(run)
  for (const { node, before, after, grew, refused, isOrdered } of stretchesOf(run, blocks)) {
    const request = refused.find(
      ({ sent, delivery }) => !sent.isAnswer && blocks.listsAt(node, delivery.id).length === 1,
    )
    if (grew !== 0 || isOrdered || request === undefined) continue
    const { sent, delivery } = request
    const others =
      refused.length === 1 ? '' : ` and ${count(refused.length - 1, 'other message')} from blocked peers`
    const from =
      before === undefined
        ? ''
        : `At ${time(before.at)} ${node} answered "messages_dropped": ${show(before.dropped)}. `
    return `${from}At ${time(delivery.at)} ${aType(sent.event.body.type)} from ${delivery.src}, which ${node} blocked, came to it${others}. At ${time(after.at)} the count was ${show(after.dropped)}${before === undefined ? '' : ' as before'}.`
  }
  return undefined
}
