import { valueKey } from '../../protocol/message.ts'
import { deliveryInfosOf } from '../delivery-info.ts'
import { type FirstArrival, firstArrivals } from '../first-arrivals.ts'
import type { Run } from '../run.ts'
import { aType, count, show, time } from '../words.ts'

type Told = { at: number; arrival: FirstArrival; hops: number }

/** What nodes said of the hops of values that other nodes had sent them. */
function toldIn(run: Run): Told[] {
  const arrivals = firstArrivals(run)
  return deliveryInfosOf(run).flatMap(({ operation: { node, request, answer }, at }): Told[] => {
    const arrival = arrivals.get(`${node} ${valueKey(request.value ?? null)}`)
    const { type, hops } = answer.body
    if (type !== 'delivery_info_ok' || typeof hops !== 'number') return []
    return arrival?.from === undefined ? [] : [{ at, arrival, hops }]
  })
}

/** Wherever it came from and however far, all nodes tell the same number of hops, or one too few. */
export function neverCountsHops(run: Run): string | undefined {
  const told = toldIn(run)
  const wrong = told.find(({ arrival, hops }) => hops !== arrival.hops)
  if (wrong === undefined) return undefined
  const isConstant =
    told.every(({ hops }) => hops === wrong.hops) && told.some(({ arrival }) => arrival.hops > 1)
  const isOneShort = told.every(({ arrival, hops }) => hops === arrival.hops - 1)
  if (!isConstant && !isOneShort) return undefined
  const all = isConstant
    ? `In all ${told.length} answers of this run about values from other nodes it is ${wrong.hops}`
    : `In all ${told.length} answers of this run about values from other nodes it is one too few`
  return `${sentence(wrong)} ${all}.`
}

/** Hops are right for what came by the tree, and for what came by gossip one and the same number, or one too few. */
export function forgetsHopsInGossip(run: Run): string | undefined {
  const told = toldIn(run)
  const tree = told.filter(({ arrival }) => arrival.via === 'tree')
  const gossip = told.filter(({ arrival }) => arrival.via === 'gossip')
  const wrong = gossip.find(({ arrival, hops }) => hops !== arrival.hops)
  if (wrong === undefined || tree.length === 0) return undefined
  // What goes on along the tree after gossip brought it counts on from the wrong number.
  if (tree.some(({ arrival, hops }) => hops !== arrival.hops && isAllTree(run, arrival))) return undefined
  const isConstant = gossip.every(({ hops }) => hops === wrong.hops)
  const isOneShort = gossip.every(({ arrival, hops }) => hops === arrival.hops - 1)
  if (!isConstant && !isOneShort) return undefined
  const all = isConstant ? `it is ${wrong.hops}` : 'it is one too few'
  return `${sentence(wrong)} In all ${gossip.length} answers of this run about values that came by gossip ${all}; for those that came by the tree it is right.`
}

function isAllTree(run: Run, arrival: FirstArrival): boolean {
  const arrivals = firstArrivals(run)
  for (
    let at: FirstArrival | undefined = arrival;
    at !== undefined;
    at = arrivals.get(`${at.from} ${at.key}`)
  )
    if (at.via === 'gossip') return false
  return true
}

function sentence({ at, arrival: { node, value, from, hops: right, type }, hops }: Told): string {
  return `At ${time(at)} ${node} told ${count(hops, 'hop')} for ${show(value)}. It first came to it from ${from}, in ${aType(type)}, as hop ${right}.`
}
