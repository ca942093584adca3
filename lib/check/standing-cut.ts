import type { Value } from '../protocol/message.ts'
import { isForward, type Sent } from '../trace/facts.ts'
import { valuesOf } from './carried.ts'
import { type Cut, cutOn, cutsOf } from './cuts.ts'
import { type Finding, holds } from './finding.ts'
import { valuesIn } from './named.ts'
import type { Run } from './run.ts'
import type { SetWorkload } from './set-full.ts'
import { busiestWindow } from './windows.ts'
import { aType, count, show, time } from './words.ts'

/** How many forwards may leave in a second over one directed link while it is cut. */
export type CutLimits = {
  /** That name one and the same value. */
  naming: number
  /** That name no value. */
  bare: number
}

/** Too much on one link within a second; `value` is undefined where the messages name none. */
export type Excess = { cut: Cut; value: Value | undefined; from: number; limit: number; messages: Sent[] }

const second = 1000

/** Traffic into a standing cut is bounded, link by link and value by value. */
export function boundedIntoCuts(run: Run, workload: SetWorkload, limits: CutLimits): Finding {
  const excess = excessIntoCut(run, workload, limits)
  if (excess === undefined) return holds
  const { cut, value, from, limit, messages } = excess
  const [first] = messages
  const { src = '', dest = '' } = first?.event ?? {}
  const types = new Set(messages.map(({ event }) => event.body.type))
  const listed = messages.slice(0, 4).map(({ event }, index) => {
    const kind = index === 0 || types.size > 1 ? `${aType(event.body.type)} ` : ''
    return `${kind}at ${time(event.at)}`
  })
  const what =
    value === undefined
      ? `${src} sent ${dest} ${count(messages.length, 'message')} that name no value`
      : `${src} sent ${show(value)} to ${dest} ${count(messages.length, 'time')}`
  const allowed = value === undefined ? 'messages without a value' : 'sends of one value'
  return {
    kind: 'fails',
    at: messages[limit]?.event.at ?? from,
    message: `While the partition "${cut.name}" cut the way from ${src} to ${dest}, ${what} in the second from ${time(from)} on. At most ${limit} ${allowed} may go into a cut each second.`,
    chain: [
      `It sent ${listed.join(', ')}${messages.length > listed.length ? ' and so on' : ''}; the partition dropped ${messages.length === 1 ? 'it' : 'them all'}.`,
    ],
  }
}

/** The first time that more went into a cut than these limits allow, of the forwards that `counts` picks. */
export function excessIntoCut(
  run: Run,
  workload: SetWorkload,
  limits: CutLimits,
  counts: (sent: Sent) => boolean = () => true,
): Excess | undefined {
  const excesses = lanesIntoCuts(run, workload, counts).flatMap(({ cut, value, messages }): Excess[] => {
    const limit = value === undefined ? limits.bare : limits.naming
    const { from, items } = busiestWindow(
      messages.map(({ event }) => ({ at: event.at, amount: 1 })),
      second,
    )
    if (items <= limit) return []
    const within = messages.filter(({ event }) => event.at >= from && event.at < from + second)
    return [{ cut, value, from, limit, messages: within }]
  })
  const [first] = excesses.sort((a, b) => a.from - b.from)
  return first
}

type Lane = { cut: Cut; value: Value | undefined; messages: Sent[] }

/** The forwards sent while their link was cut, by link and by the value they name. */
function lanesIntoCuts(run: Run, workload: SetWorkload, counts: (sent: Sent) => boolean): Lane[] {
  const cuts = cutsOf(run)
  const values = valuesOf(run, workload)
  const links = new Map<string, Map<Value | undefined, Lane>>()
  const put = (sent: Sent, cut: Cut, value: Value | undefined) => {
    const link = `${sent.event.src}>${sent.event.dest}`
    const onLink = links.get(link) ?? new Map<Value | undefined, Lane>()
    links.set(link, onLink)
    const lane = onLink.get(value)
    if (lane === undefined) onLink.set(value, { cut, value, messages: [sent] })
    else lane.messages.push(sent)
  }
  for (const sent of run.facts.serverMessages) {
    const { src, dest, at, body } = sent.event
    const cut = isForward(sent) && counts(sent) ? cutOn(cuts, src, dest, at) : undefined
    if (cut === undefined) continue
    const named = valuesIn(body, values)
    if (named.size === 0) put(sent, cut, undefined)
    for (const value of named) put(sent, cut, value)
  }
  return [...links.values()].flatMap((onLink) => [...onLink.values()])
}
