import { valueKey } from '../../protocol/message.ts'
import { Blocks } from '../blocks.ts'
import { cameFromBlocked, heardFromBlocked, type Refused } from '../crossings.ts'
import { Knowing } from '../knowing.ts'
import type { Run } from '../run.ts'
import { show, time } from '../words.ts'

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
  return `${before}At ${time(order.operation.invokedAt)} ${dest} was told to block ${src}; at ${time(delivery.at)} the answer came, a "${sent.event.body.type}", and ${dest} learned ${show(learn.value)} from it. The "${refused.sent.event.body.type}" that came to ${refused.delivery.dest} from ${refused.delivery.src} at ${time(refused.delivery.at)} was refused.`
}

/** By the filter; or it told something new, and that did not become known. */
function wasRefused(run: Run, knowing: Knowing, { sent, delivery }: Refused): boolean {
  if (sent.drops.some(({ reason }) => reason === 'filter')) return true
  return [...knowing.carriedBy(sent.event.body)].some(
    (key) =>
      !knowing.knew(delivery.dest, key, delivery) &&
      !run.trace.events.some(
        (event) => event.kind === 'learn' && event.cause === delivery.id && valueKey(event.value) === key,
      ),
  )
}
