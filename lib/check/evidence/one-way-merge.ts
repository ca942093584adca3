import { type Value, valueKey } from '../../protocol/message.ts'
import { oneWayIn } from '../both-ways.ts'
import { Knowing } from '../knowing.ts'
import type { Run } from '../run.ts'
import { count, show, time } from '../words.ts'

/** What came with a `digest_sync` was not kept, or exchanges taught one side only. */
export function mergesOneWay(run: Run): string | undefined {
  return notKept(run) ?? oneSided(run)
}

/** A client sent values that differed, got the node's own in return, and the node did not keep the client's. */
function notKept(run: Run): string | undefined {
  const knowing = new Knowing(run)
  for (const { request, node, sent, answer } of run.facts.operations) {
    const [arrival] = sent.deliveries
    const list = request.remote_messages
    if (request.type !== 'digest_sync' || !Array.isArray(list) || arrival === undefined) continue
    if (answer?.body.match !== false) continue
    const ignored = (list as Value[]).find((value) => knowing.spans(node, valueKey(value)).length === 0)
    if (ignored === undefined) continue
    return `At ${time(arrival.at)} ${node} got a "digest_sync" with ${show(ignored)} in remote_messages. It answered with its own values, and never knew ${show(ignored)} afterwards.`
  }
  return undefined
}

function oneSided(run: Run): string | undefined {
  const found = oneWayIn(run)
  if (found === undefined) return undefined
  const { learner, exchanges, first } = found
  const other =
    learner === 'other'
      ? 'the node that had begun it learned nothing'
      : 'the node that was asked learned nothing'
  return `${count(exchanges, 'exchange')} taught a node something, and each time ${other}. At ${time(first.learn.at)} ${first.learn.node} learned from one that ${first.beginner} had begun.`
}
