import { Blocks } from '../blocks.ts'
import { cameFromBlocked, heardFromBlocked, sentToBlocked, toldTo } from '../crossings.ts'
import type { Run } from '../run.ts'
import { count, show, time } from '../words.ts'

/** So long after an order nothing can be left of what was begun before it. */
const laterMs = 500

/** A list that changes nothing: what goes to blocked peers goes, and what comes from them is taken. */
export function blocksNothing(run: Run): string | undefined {
  const blocks = new Blocks(run)
  const [leak] = sentToBlocked(run, blocks).filter(
    ({ sent, order }) => !sent.isAnswer && sent.event.at > order.operation.invokedAt + laterMs,
  )
  const heard = heardFromBlocked(run, blocks).find(
    ({ sent, delivery, learn, order }) =>
      !sent.isAnswer && learn.cause === delivery.id && order.operation === leak?.order.operation,
  )
  if (leak === undefined || heard === undefined) return undefined
  const { src, dest, at, body } = leak.sent.event
  const { delivery, learn } = heard
  return `${toldTo(leak.order)} At ${time(at)} ${src} sent ${dest} a "${body.type}", and at ${time(delivery.at)} it learned ${show(learn.value)} from ${delivery.src}.`
}

/** A node that refuses what comes from blocked peers, and goes on sending to them. */
export function blocksIncomingOnly(run: Run): string | undefined {
  const blocks = new Blocks(run)
  const leaks = sentToBlocked(run, blocks).filter(
    ({ sent, order }) => !sent.isAnswer && sent.event.at > order.operation.invokedAt + laterMs,
  )
  const [first] = leaks
  if (first === undefined || cameFromBlocked(run, blocks).length === 0) return undefined
  if (heardFromBlocked(run, blocks).length > 0) return undefined
  const { src, dest, at, body } = first.sent.event
  const others = leaks.length === 1 ? '' : `; in this run there were ${count(leaks.length, 'such message')}`
  return `${toldTo(first.order)} Nothing that came from a blocked peer was taken in this run. But at ${time(at)} ${src} sent ${dest} a "${body.type}"${others}.`
}
