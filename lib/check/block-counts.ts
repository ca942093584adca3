import { isClient } from '../protocol/message.ts'
import type { Sent } from '../trace/facts.ts'
import { type Status, statusesOf } from './block-status.ts'
import { Blocks } from './blocks.ts'
import { cameFromBlocked, type Refused } from './crossings.ts'
import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { aType, count, names, number, show, time } from './words.ts'

/** What a node's count of dropped messages did from one `partition_status` to the next, and what happened meanwhile. */
export type Stretch = {
  node: string
  /** Undefined before the first: the count begins at 0. */
  before: Status | undefined
  after: Status
  grew: number
  /** Messages that came from blocked peers meanwhile. */
  refused: Refused[]
  /** Whether the node got a `partition` or a `heal` meanwhile. */
  isOrdered: boolean
  /** Whether nobody was blocked from its beginning to its end. */
  isFree: boolean
  /** The peers that were, or may have been, blocked at some time in it. */
  blocked: string[]
  /** Other requests of clients than `partition_status` that came meanwhile. */
  requests: Sent[]
  /** True when anything else came or fell due, as far as the trace shows: a timer that sends nothing is not in it. */
  isBusy: boolean
}

/** Every stretch between two answers of a node, from the start on, as far as the answers hold numbers. */
export function stretchesOf(run: Run, blocks = new Blocks(run)): Stretch[] {
  const statuses = statusesOf(run)
  const refused = cameFromBlocked(run, blocks)
  return run.trace.plan.nodes.flatMap((node) => {
    const own = statuses.filter((status) => status.node === node)
    const happened = eventsAt(run, node)
    return own.flatMap((after, index) => {
      const before = own[index - 1]
      const from = before?.came ?? -1
      const [start, end] = [before === undefined ? 0 : before.dropped, after.dropped]
      if (typeof start !== 'number' || typeof end !== 'number') return []
      const within = happened.filter(({ id }) => from < id && id < after.came)
      const came = refused.filter(
        ({ delivery }) => delivery.dest === node && from < delivery.id && delivery.id < after.came,
      )
      const asked = within.filter(({ sent }) => sent !== undefined && isClient(sent.event.src))
      const orders = blocks.orders(node).filter((order) => from < order.came && order.came < after.came)
      const stretch: Stretch = {
        node,
        before,
        after,
        grew: end - start,
        refused: came,
        isOrdered: orders.length > 0,
        isFree: orders.length === 0 && blocks.at(node, after.came).perhaps.size === 0,
        blocked: run.trace.plan.nodes.filter(
          (peer) =>
            peer !== node &&
            (blocks.at(node, after.came).perhaps.has(peer) ||
              blocks.at(node, Math.max(from, 0)).perhaps.has(peer) ||
              orders.some(({ list }) => list.includes(peer))),
        ),
        requests: asked
          .map(({ sent }) => sent as Sent)
          .filter(({ event }) => event.body.type !== 'partition_status'),
        isBusy: within.length > asked.length + came.length,
      }
      return [stretch]
    })
  })
}

/** What came to a node or fell due there. */
function eventsAt({ trace, facts }: Run, node: string): { id: number; sent: Sent | undefined }[] {
  return trace.events.flatMap((event) => {
    if (event.kind === 'timer' && event.node === node) return [{ id: event.id, sent: undefined }]
    if (event.kind === 'deliver' && event.dest === node)
      return [{ id: event.id, sent: facts.sent[event.message] }]
    return []
  })
}

/**
 * The count of dropped messages begins at 0, never falls, stands still while nothing is blocked, and grows by every
 * message that comes from a blocked peer. How many sends a node gives up is its own affair within `mostGivenUp`, except
 * where the trace shows it: see `sendsGivenUp`.
 */
export function countsDrops(run: Run): Finding {
  const blocks = new Blocks(run)
  for (const { operation, at, node, dropped } of statusesOf(run)) {
    if (typeof dropped === 'number' && Number.isInteger(dropped) && dropped >= 0) continue
    const message = `At ${time(at)} ${operation.client} asked ${node} for its "partition_status". "messages_dropped" should be a count, 0 or more; it was ${show(dropped)}.`
    return { kind: 'fails', at, message }
  }
  for (const stretch of stretchesOf(run, blocks)) {
    const problem = problemOf(run, blocks, stretch)
    if (problem === undefined) continue
    const { after } = stretch
    return { kind: 'fails', at: after.at, message: `${told(stretch)} ${problem}`, chain: whatCame(stretch) }
  }
  return holds
}

function problemOf(run: Run, blocks: Blocks, stretch: Stretch): string | undefined {
  const { grew, refused, isFree, node, before } = stretch
  if (grew < 0) return 'The count never falls; "heal" and "partition" leave it as it is.'
  if (isFree && grew > 0) {
    return before === undefined
      ? `Nothing had been blocked on ${node} until then, so it should be 0.`
      : `Nothing was blocked on ${node} in between, so it should have stayed.`
  }
  if (grew < refused.length) {
    return `In between ${count(refused.length, 'message')} came from blocked peers, and each of them counts.`
  }
  const most = Math.floor(mostGivenUp(stretch))
  if (grew - refused.length > most) {
    return `In between ${count(refused.length, 'message')} came from blocked peers, so it would have given up ${count(grew - refused.length, 'send')} for ${names(stretch.blocked)} in ${time(lasted(stretch))}. At most ${number(most)} are believed: ${atOnce}, and ${perSecond} a second for each blocked peer.`
  }
  const given = sendsGivenUp(run, blocks, stretch)
  if (given !== undefined && grew > given.most) {
    return `In between ${node} took ${aType(given.request.event.body.type)} and told ${names(given.told)} ${times(given.each)}; it gave up no more than that for ${names(given.blocked)}, and each counts once.`
  }
  return undefined
}

/** More sends than any program gives up: so many at once, and so many a second for each blocked peer. */
const atOnce = 50
const perSecond = 150

function lasted({ before, after }: Stretch): number {
  return after.at - (before?.at ?? 0)
}

function mostGivenUp(stretch: Stretch): number {
  return atOnce + (perSecond * stretch.blocked.length * lasted(stretch)) / 1000
}

export type GivenUp = { request: Sent; told: string[]; each: number; blocked: string[]; most: number }

/**
 * How many sends a node can have given up between two answers, where that is plain: both were given at one instant, at
 * which a client brought a value, the first since the block began, and the node sent each peer that is not blocked
 * equally many messages. More than that it cannot owe to a blocked one yet. The instant has to be one at which no timer
 * falls due: a timer whose every send is given up leaves nothing in the trace.
 */
export function sendsGivenUp(run: Run, blocks: Blocks, stretch: Stretch): GivenUp | undefined {
  const { node, before, after, refused, requests, isBusy } = stretch
  const [request] = requests
  if (before?.at !== after.at || request === undefined || requests.length > 1) return undefined
  if (isBusy || refused.length > 0 || request.event.body.type !== 'broadcast') return undefined
  const order = blocks.orderAt(node, before.came)
  const learnedSince = run.trace.events.some(
    ({ kind, id, ...event }) =>
      kind === 'learn' &&
      'node' in event &&
      event.node === node &&
      id > (order?.came ?? 0) &&
      id < before.came,
  )
  const others = run.trace.plan.nodes.filter((name) => name !== node)
  const { sure, perhaps } = blocks.at(node, before.came)
  const blocked = others.filter((name) => perhaps.has(name))
  const told = others.filter((name) => !perhaps.has(name))
  if (order === undefined || learnedSince || told.length < 2 || sure.size !== perhaps.size) return undefined
  const sent = run.facts.serverMessages.filter(
    ({ event }) => event.src === node && before.came < event.id && event.id < after.came,
  )
  const each = told.map((name) => sent.filter(({ event }) => event.dest === name).length)
  const [one = 0] = each
  if (one === 0 || each.some((other) => other !== one)) return undefined
  return { request, told, each: one, blocked, most: one * blocked.length }
}

function told({ node, before, after }: Stretch): string {
  const later = `At ${time(after.at)} ${node} answered "messages_dropped": ${show(after.dropped)}`
  return before === undefined
    ? `${later}, the first time it was asked.`
    : `${later}; at ${time(before.at)} it had been ${show(before.dropped)}.`
}

const mostTold = 4

function whatCame({ refused }: Stretch): string[] {
  const lines = refused
    .slice(0, mostTold)
    .map(
      ({ sent, delivery }) =>
        `At ${time(delivery.at)} ${aType(sent.event.body.type)} from ${delivery.src} came to ${delivery.dest}${sent.isAnswer ? ', an answer' : ''}.`,
    )
  const rest = refused.length - lines.length
  return rest > 0 ? [...lines, `And ${count(rest, 'other')}.`] : lines
}

function times(amount: number): string {
  return amount === 1 ? 'once' : `${amount} times`
}
