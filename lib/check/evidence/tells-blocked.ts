import { isClient } from '../../protocol/message.ts'
import { statusesOf } from '../block-status.ts'
import { Blocks } from '../blocks.ts'
import type { Run } from '../run.ts'
import { aType, show, time } from '../words.ts'

/** An order that a node passed on, so that a peer blocks it too. */
export function passesOrdersOn(run: Run): string | undefined {
  const blocks = new Blocks(run)
  for (const { node: peer, at, came, blocked } of statusesOf(run)) {
    const lists = blocks.listsAt(peer, came)
    if (!Array.isArray(blocked) || lists.length !== 1) continue
    for (const node of blocked as string[]) {
      const order = blocks.orderAt(node, came)
      if (lists[0]?.includes(node) || !order?.list.includes(peer)) continue
      const message = run.facts.serverMessages.find(
        ({ event }) =>
          event.src === node && event.dest === peer && event.cause === order.came && !isClient(event.dest),
      )
      if (message === undefined) continue
      return `At ${time(order.operation.invokedAt)} ${node} was told to block ${peer}, and sent ${peer} ${aType(message.event.body.type)}. At ${time(at)} ${peer} said that it blocks ${show(blocked)}; no client had told it to block ${node}.`
    }
  }
  return undefined
}
