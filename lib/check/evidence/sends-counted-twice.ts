import { sendsGivenUp, stretchesOf } from '../block-counts.ts'
import { Blocks } from '../blocks.ts'
import type { Run } from '../run.ts'
import { aType, count, names, show, time } from '../words.ts'

/** A count that grew by twice as many sends as were given up. */
export function countsSendsTwice(run: Run): string | undefined {
  const blocks = new Blocks(run)
  for (const stretch of stretchesOf(run, blocks)) {
    const { node, before, after, grew } = stretch
    const given = sendsGivenUp(run, blocks, stretch)
    if (given === undefined || grew !== 2 * given.most) continue
    const { request, told, each, blocked, most } = given
    return `At ${time(request.event.at)} ${aType(request.event.body.type)} came to ${node}, which blocked ${names(blocked)}. It sent ${names(told)} ${count(each, 'message')} each, so ${count(most, 'send')} to ${names(blocked)} ${most === 1 ? 'was' : 'were'} given up. "messages_dropped" was ${show(before?.dropped)} just before and ${show(after.dropped)} just after.`
  }
  return undefined
}
