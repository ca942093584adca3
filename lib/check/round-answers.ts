import { type Value, valueKey } from '../protocol/message.ts'
import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { count, names, show, time } from './words.ts'

/** A round that a client asked for went to as many peers, with as many values, as the answer says. */
export function roundsAsAnswered({ facts }: Run): Finding {
  for (const { request, node, sent, answer } of facts.operations) {
    const [arrival] = sent.deliveries
    if (request.type !== 'gossip_round' || answer?.body.type !== 'gossip_round_ok' || arrival === undefined)
      continue
    const { peers_contacted, messages_sent } = answer.body
    const pushes = facts.serverMessages.filter(
      ({ event }) => event.cause === arrival.id && event.src === node && event.body.type === 'gossip_sync',
    )
    const peers = [...new Set(pushes.map(({ event }) => event.dest))]
    const sizes = pushes.map(({ event }) => sizeOf(event.body.messages as Value[]))
    const odd = sizes.find((size) => size !== messages_sent)
    const asked = `At ${time(arrival.at)} ${node} was asked for a "gossip_round" and answered peers_contacted ${show(peers_contacted)} and messages_sent ${show(messages_sent)}.`
    if (pushes.length !== peers.length || peers.length !== peers_contacted) {
      const did =
        pushes.length === 0
          ? 'It sent no "gossip_sync" then.'
          : `It sent ${count(pushes.length, '"gossip_sync"', '"gossip_sync"')} then, to ${names(pushes.map(({ event }) => event.dest))}.`
      const early =
        pushes.length < Number(peers_contacted) ? ['All messages of a round leave at one instant.'] : []
      return { kind: 'fails', at: arrival.at, message: `${asked} ${did}`, chain: early }
    }
    if (odd !== undefined) {
      return {
        kind: 'fails',
        at: arrival.at,
        message: `${asked} The "gossip_sync" that it sent then held ${count(odd, 'value')}.`,
      }
    }
  }
  return holds
}

function sizeOf(list: unknown): number {
  return Array.isArray(list) ? new Set(list.map((value) => valueKey(value))).size : 0
}
