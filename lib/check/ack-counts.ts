import type { EventOf } from '../trace/event.ts'
import { isTimedOut, patienceMs, treeTalkOf, type Wait } from './ack-waits.ts'
import type { Delivery } from './deliveries.ts'
import { type Finding, holds } from './finding.ts'
import { Knowing } from './knowing.ts'
import { startsIn } from './outages.ts'
import type { Run } from './run.ts'
import type { SetWorkload } from './set-full.ts'
import { count, number, show, time } from './words.ts'

/** A client's `check_acks` or `failure_stats`, answered. */
type Count = {
  node: string
  client: string
  at: number
  arrival: EventOf<'deliver'>
  /** The id of the event by which the answer left. */
  answeredId: number
  body: { [field: string]: unknown }
}

/** What a field of the answer may be. Where it may be two things, both are right. */
type Range = { least: number; most: number }

/** `check_acks` and `failure_stats` tell what the trace counted on that node since it started. */
export function ackCountsAgree(run: Run, workload: SetWorkload): Finding {
  const { waits, direct, repeats } = treeTalkOf(run, workload)
  const starts = startsIn(run)
  const optional = new Set([...repeats, ...caughtUp(run, direct)])
  const checks = countsOf(run, 'check_acks')
  const reported = new Map<string, number>()
  for (const asked of [...checks, ...countsOf(run, 'failure_stats')].sort(byAnswer)) {
    const { node, at, answeredId, body, arrival } = asked
    const from = starts(node, arrival.id)?.id ?? 0
    const its = waits.filter(({ send }) => send.src === node && send.id > from && send.id < answeredId)
    const sent = direct.filter(
      ({ sent: { event } }) => event.src === node && event.id > from && event.id < answeredId,
    )
    const directly = (among: Delivery[]): Range => ({
      least: among.filter((delivery) => !optional.has(delivery)).length,
      most: among.length,
    })
    if (body.type === 'check_acks_ok') {
      const open = its.filter(({ ack }) => ack === undefined || ack.id > answeredId)
      const life = `${node} ${from}`
      const over = its.filter((wait) => isTimedOut(wait, at)).length - (reported.get(life) ?? 0)
      reported.set(life, (reported.get(life) ?? 0) + Number(body.timed_out))
      const inCall = direct.filter(({ sent: { event } }) => isOfCall(event, asked))
      const problem =
        differs(asked, 'pending', body.pending, waiting(open, at)) ??
        differs(asked, 'timed_out', body.timed_out, { least: 0, most: over }) ??
        differs(asked, 'direct_sent', body.direct_sent, directly(inCall))
      if (problem !== undefined) return { ...problem, chain: tellWaits(its, at) }
    } else {
      const problem =
        differs(asked, 'total_failures', body.total_failures, failures(its, asked, checks)) ??
        differs(asked, 'direct_deliveries', body.direct_deliveries, directly(sent))
      if (problem !== undefined) return { ...problem, chain: tellWaits(its, at) }
    }
  }
  return addsUp(run)
}

/** Every answered request of one of these two types, in the order of asking. */
export function countsOf({ facts }: Run, type: 'check_acks' | 'failure_stats'): Count[] {
  const answers = new Map<string, number>()
  for (const { event } of facts.sent) {
    const key = `${event.src} ${event.dest} ${event.body.in_reply_to}`
    if (event.body.in_reply_to !== undefined && !answers.has(key)) answers.set(key, event.id)
  }
  return facts.operations.flatMap(({ request, node, client, sent, answer }): Count[] => {
    const [arrival] = sent.deliveries
    if (request.type !== type || answer?.body.type !== `${type}_ok` || arrival === undefined) return []
    const answeredId = answers.get(`${node} ${client} ${request.msg_id}`) ?? arrival.id
    return [{ node, client, at: answer.at, arrival, answeredId, body: answer.body }]
  })
}

/** Between two `failure_stats` the totals grow by what the one `check_acks` between them reported. */
function addsUp({ facts, trace }: Run): Finding {
  for (const [index, check] of facts.operations.entries()) {
    const same = (offset: number) => {
      const other = facts.operations[index + offset]
      const isNext =
        other?.node === check.node && other.client === check.client && other.answer?.at === check.answer?.at
      return isNext && other.answer?.body.type === 'failure_stats_ok' ? other : undefined
    }
    const [before, after] = [same(-1), same(1)]
    if (check.answer?.body.type !== 'check_acks_ok' || before === undefined || after === undefined) continue
    const [from, to] = [before.sent.deliveries[0]?.id ?? 0, after.sent.deliveries[0]?.id ?? 0]
    const isAlone = !trace.events.some(
      (event) =>
        event.id > from &&
        event.id < to &&
        (event.kind === 'timer'
          ? event.node === check.node
          : event.kind === 'deliver' && event.dest === check.node && event.src !== check.client),
    )
    if (!isAlone) continue
    for (const [field, total] of [
      ['timed_out', 'total_failures'],
      ['direct_sent', 'direct_deliveries'],
    ] as const) {
      const grown = Number(after.answer?.body[total]) - Number(before.answer?.body[total])
      const said = Number(check.answer.body[field])
      if (grown === said) continue
      return {
        kind: 'fails',
        at: check.answer.at,
        message: `At ${time(check.answer.at)} ${check.node} was asked "failure_stats", then "check_acks", then "failure_stats" again, with nothing in between. Its ${total} went from ${show(before.answer?.body[total])} to ${show(after.answer?.body[total])}, and "check_acks" said ${field}: ${show(check.answer.body[field])}. The one should have grown by the other.`,
      }
    }
  }
  return holds
}

/** The direct messages to nodes that had come back empty: a node may count them as its fallback or not. */
function caughtUp(run: Run, direct: Delivery[]): Set<Delivery> {
  const knowing = new Knowing(run)
  const starts = startsIn(run)
  return new Set(
    direct.filter(({ sent: { event }, keys }) => {
      const back = starts(event.dest, event.id)
      return back?.again === true && keys.some((key) => knowing.knew(event.src, key, back))
    }),
  )
}

function waiting(open: Wait[], at: number): Range {
  const least = open.filter(({ send }) => at - send.at < patienceMs).length
  return { least, most: open.filter(({ send }) => at - send.at <= patienceMs).length }
}

/** What a timer notices at once, the next `check_acks` notices at the latest; an acknowledgement may come between. */
function failures(its: Wait[], { node, arrival, answeredId, at }: Count, checks: Count[]): Range {
  const before = checks.filter((check) => check.node === node && check.answeredId < arrival.id)
  const isNoticed = (wait: Wait) =>
    before.some((check) => check.at > wait.due && (wait.ack === undefined || wait.ack.id > check.arrival.id))
  const over = its.filter((wait) => isTimedOut(wait, at) && wait.send.id < answeredId)
  return { least: over.filter(isNoticed).length, most: over.length }
}

/** Whether a message was sent in the course of answering this request. */
function isOfCall({ id, src, cause }: EventOf<'send'>, { node, arrival, answeredId }: Count): boolean {
  return src === node && (cause === arrival.id || (id > arrival.id && id < answeredId))
}

function differs(
  { node, at, body }: Count,
  field: Field,
  said: unknown,
  { least, most }: Range,
): (Finding & { kind: 'fails' }) | undefined {
  if (typeof said === 'number' && Number.isInteger(said) && said >= least && said <= most) return undefined
  const type = String(body.type).replace(/_ok$/, '')
  const expected =
    least === most
      ? number(least)
      : least === 0
        ? `at most ${number(most)}`
        : `${number(least)} to ${number(most)}`
  return {
    kind: 'fails',
    at,
    message: `At ${time(at)} ${node} answered "${type}" with ${field}: ${show(said as never)}. Expected ${expected}: ${meaning[field]}.`,
  }
}

type Field = 'pending' | 'timed_out' | 'direct_sent' | 'total_failures' | 'direct_deliveries'

const meaning: { [field in Field]: string } = {
  pending: `the values sent to a tree neighbour less than ${patienceMs} ms ago and not acknowledged yet, each neighbour by itself`,
  timed_out: `the values, each neighbour by itself, whose ${patienceMs} ms were over and which no earlier call had reported`,
  direct_sent: 'the messages that this call sent to bring a value to a node directly',
  total_failures: `the values, each neighbour by itself, that were not acknowledged within ${patienceMs} ms since the node started`,
  direct_deliveries:
    'the messages by which the node has brought a value to another directly, not along the tree, since it started',
}

/** The last few waits of a node, and how each went. */
function tellWaits(its: Wait[], at: number): string[] {
  const shown = its.slice(-4).map(({ node, neighbour, value, send, ack, due }) => {
    const sent = `${node} sent ${show(value)} to ${neighbour} at ${time(send.at)}`
    if (ack !== undefined && ack.at <= at) return `${sent}; the acknowledgement came at ${time(ack.at)}.`
    return `${sent}; by ${time(at)}, ${time(at - send.at)} later, no acknowledgement had come${at >= due ? ': that is a failure' : ''}.`
  })
  const left = its.length - shown.length
  return left > 0 ? [`${count(left, 'earlier value')} left out.`, ...shown] : shown
}

function byAnswer(one: Count, two: Count): number {
  return one.answeredId - two.answeredId
}
