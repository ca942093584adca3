import { valueKey } from '../../protocol/message.ts'
import type { EventOf } from '../../trace/event.ts'
import { deliveryInfosOf } from '../delivery-info.ts'
import { type FirstArrival, firstArrivals, treeType } from '../first-arrivals.ts'
import { valuesIn } from '../named.ts'
import type { Run } from '../run.ts'
import { aType, count, show, time } from '../words.ts'

type Told = { at: number; askedId: number; arrival: FirstArrival; via: unknown }

/** What nodes said of the way of values that other nodes had sent them. */
function toldIn(run: Run): Told[] {
  const arrivals = firstArrivals(run)
  return deliveryInfosOf(run).flatMap(({ operation: { node, request, answer }, at, arrivedId }): Told[] => {
    const arrival = arrivals.get(`${node} ${valueKey(request.value ?? null)}`)
    if (answer.body.type !== 'delivery_info_ok' || arrival === undefined) return []
    return [{ at, askedId: arrivedId, arrival, via: answer.body.delivered_via }]
  })
}

/** Values came by gossip, and of all values all nodes say that they came by the tree. */
export function alwaysSaysTree(run: Run): string | undefined {
  const told = toldIn(run)
  const gossip = told.filter(({ arrival }) => arrival.via === 'gossip')
  const [first] = gossip
  if (first === undefined || told.some(({ via }) => via !== 'tree')) return undefined
  const { arrival, at } = first
  return `${arrival.node} first got ${show(arrival.value)} from ${arrival.from} at ${time(arrival.brought.at)}, in ${aType(arrival.type)}. At ${time(at)} it said "tree", as all nodes did in all ${count(told.length, 'answer')}, ${gossip.length} of them about values that had come by gossip.`
}

/** Where nodes say "gossip" of a value that came by the tree, or from a client, gossip had brought it again since. */
export function lastArrivalWins(run: Run): string | undefined {
  const told = toldIn(run)
  const wrong = told.filter(({ arrival, via }) => via !== arrival.via)
  let sentence: string | undefined
  for (const { arrival, via, at, askedId } of wrong) {
    const later = arrivalsAfter(run, arrival, askedId).findLast(
      (event) => (run.facts.sent[event.message]?.event.body.type === treeType ? 'tree' : 'gossip') === via,
    )
    if (later === undefined) return undefined
    const first = arrival.from === undefined ? `a client, ${arrival.brought.src}` : arrival.from
    sentence ??= `${arrival.node} first got ${show(arrival.value)} from ${first} at ${time(arrival.brought.at)}, by "${arrival.via}". At ${time(later.at)} ${later.src} sent it once more, in ${aType(run.facts.sent[later.message]?.event.body.type)}, and asked at ${time(at)} it said "${via}".`
  }
  return sentence
}

/** The messages from nodes that brought a value to a node that had it, until it was asked. */
function arrivalsAfter(
  run: Run,
  { node, value, brought }: FirstArrival,
  askedId: number,
): EventOf<'deliver'>[] {
  const only = new Set([value])
  return run.facts.serverMessages
    .filter(({ event }) => event.dest === node && valuesIn(event.body, only).size > 0)
    .flatMap(({ deliveries }) => deliveries.filter(({ id }) => id > brought.id && id < askedId))
}
