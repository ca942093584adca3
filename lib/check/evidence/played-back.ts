import { isClient } from '../../protocol/message.ts'
import { heardFromBlocked } from '../crossings.ts'
import type { Run } from '../run.ts'
import { aType, show, time } from '../words.ts'

/** A node that keeps what blocked peers send, and takes it in once it is told to block them no longer. */
export function playsBack(run: Run): string | undefined {
  for (const { sent, delivery, learn } of heardFromBlocked(run)) {
    const cause = run.trace.events[learn.cause ?? -1]
    if (cause?.kind !== 'deliver' || !isClient(cause.src)) continue
    const { body } = run.facts.sent[cause.message]?.event ?? {}
    if (body?.type !== 'heal' && body?.type !== 'partition') continue
    return `At ${time(delivery.at)} ${aType(sent.event.body.type)} with ${show(learn.value)} came to ${delivery.dest} from ${delivery.src}, which it blocked. At ${time(learn.at)}, as the "${body.type}" came and before anybody else told it, ${delivery.dest} knew ${show(learn.value)}.`
  }
  return undefined
}
