import { Blocks } from '../blocks.ts'
import { cameFromBlocked, heardFromBlocked, wasRefused } from '../crossings.ts'
import { Knowing } from '../knowing.ts'
import type { Run } from '../run.ts'
import { aType, show, time } from '../words.ts'

/** A node that refuses what blocked peers send it, and takes their answers to what it had asked before. */
export function letsAnswersThrough(run: Run): string | undefined {
  const blocks = new Blocks(run)
  const heard = heardFromBlocked(run, blocks).filter(({ delivery, learn }) => learn.cause === delivery.id)
  const [first] = heard
  if (first === undefined || heard.some(({ sent }) => !sent.isAnswer)) return undefined
  const knowing = new Knowing(run)
  const refused = cameFromBlocked(run, blocks).find(
    (one) => !one.sent.isAnswer && wasRefused(run, knowing, one),
  )
  if (refused === undefined) return undefined
  const { sent, delivery, learn, order } = first
  const { src, dest } = delivery
  const asked = run.facts.serverMessages.find(
    ({ event }) =>
      event.src === dest && event.dest === src && event.body.msg_id === sent.event.body.in_reply_to,
  )
  const before = asked === undefined ? '' : `At ${time(asked.event.at)} ${dest} asked ${src}. `
  return `${before}At ${time(order.operation.invokedAt)} ${dest} was told to block ${src}; at ${time(delivery.at)} the answer came, ${aType(sent.event.body.type)}, and ${dest} learned ${show(learn.value)} from it. The "${refused.sent.event.body.type}" that came to ${refused.delivery.dest} from ${refused.delivery.src} at ${time(refused.delivery.at)} was refused.`
}
