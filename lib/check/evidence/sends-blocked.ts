import { statusesOf, statusTellsBlocks } from '../block-status.ts'
import { Blocks } from '../blocks.ts'
import { cameFromBlocked, heardFromBlocked, sentToBlocked, toldTo, wasRefused } from '../crossings.ts'
import { Knowing } from '../knowing.ts'
import type { Run } from '../run.ts'
import { aType, count, show, time } from '../words.ts'

/** So long after an order nothing can be left of what was begun before it. */
const laterMs = 500

/** A list that is told and changes nothing: what goes to blocked peers goes, what comes is taken, nothing is counted. */
export function blocksNothing(run: Run): string | undefined {
  if (statusTellsBlocks(run).kind === 'fails' || statusesOf(run).some(({ dropped }) => dropped !== 0))
    return undefined
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
  return `${toldTo(leak.order)} At ${time(at)} ${src} sent ${dest} ${aType(body.type)}, and at ${time(delivery.at)} it learned ${show(learn.value)} from ${delivery.src}.`
}

/** A node that refuses what comes from blocked peers, and goes on sending to them under the same order. */
export function blocksIncomingOnly(run: Run): string | undefined {
  const blocks = new Blocks(run)
  const leaks = sentToBlocked(run, blocks).filter(
    ({ sent, order }) => !sent.isAnswer && sent.event.at > order.operation.invokedAt + laterMs,
  )
  const [first] = leaks
  if (first === undefined || heardFromBlocked(run, blocks).length > 0) return undefined
  const knowing = new Knowing(run)
  const stillRefused = cameFromBlocked(run, blocks).some(
    (one) =>
      one.order === first.order && one.delivery.id > first.sent.event.id && wasRefused(run, knowing, one),
  )
  if (!stillRefused) return undefined
  const { src, dest, at, body } = first.sent.event
  const others = leaks.length === 1 ? '' : `; in this run there were ${count(leaks.length, 'such message')}`
  return `${toldTo(first.order)} Nothing that came from a blocked peer was taken in this run. But at ${time(at)} ${src} sent ${dest} ${aType(body.type)}${others}.`
}
