import { Blocks } from '../blocks.ts'
import { heardFromBlocked, sentToBlocked, toldTo } from '../crossings.ts'
import type { Run } from '../run.ts'
import { aType, show, time } from '../words.ts'

/** A node that gives up what it would send to blocked peers, and takes what comes from them all the same. */
export function blocksOutgoingOnly(run: Run): string | undefined {
  const blocks = new Blocks(run)
  const leaks = sentToBlocked(run, blocks).filter(({ sent }) => !sent.isAnswer)
  const heard = heardFromBlocked(run, blocks).find(
    ({ sent, delivery, learn }) => !sent.isAnswer && learn.cause === delivery.id,
  )
  if (heard === undefined || leaks.length > 0) return undefined
  const { sent, delivery, learn, order } = heard
  return `${toldTo(order)} In the whole run no node sent a peer that it blocked anything of its own accord. But at ${time(delivery.at)} ${aType(sent.event.body.type)} from ${delivery.src} came to ${delivery.dest}, and ${delivery.dest} learned ${show(learn.value)} from it.`
}
