import { isClient } from '../../protocol/message.ts'
import { Blocks } from '../blocks.ts'
import type { Run } from '../run.ts'
import { names, show, time } from '../words.ts'

/** A client's request that a node refused, by its filter or by an error, while it blocked others. */
export function blocksClients(run: Run): string | undefined {
  const blocks = new Blocks(run)
  for (const { client, node, request, sent, answer } of run.facts.operations) {
    const [arrival] = sent.deliveries
    if (arrival === undefined || !isClient(client)) continue
    const list = [...blocks.at(node, arrival.id).sure]
    if (list.length === 0) continue
    const asked = `While it was to block ${names(list)}, ${node} got the "${request.type}" of ${client} at ${time(arrival.at)}`
    if (sent.drops.some(({ reason }) => reason === 'filter'))
      return `${asked}. Its own node.filter refused it, so ${client} had no answer.`
    if (answer?.body.type === 'error' && isServedOtherwise(run, blocks, request.type))
      return `${asked} and answered error ${show(answer.body.code)}. While it blocked nobody, such a request was served.`
  }
  return undefined
}

function isServedOtherwise({ facts }: Run, blocks: Blocks, type: string): boolean {
  return facts.operations.some(
    ({ node, request, sent, answer }) =>
      request.type === type &&
      answer?.body.type === `${type}_ok` &&
      blocks.at(node, sent.deliveries[0]?.id ?? 0).perhaps.size === 0,
  )
}
