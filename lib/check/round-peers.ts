import type { Json } from '../protocol/message.ts'
import { type Finding, holds } from './finding.ts'
import { Knowing } from './knowing.ts'
import { drawnFor, type Round, roundsOf } from './rounds.ts'
import type { Run } from './run.ts'
import { count, names, show, time } from './words.ts'

/** No round sends the same to the same node twice: its peers are drawn without replacement. */
export function withoutReplacement(run: Run): Finding {
  for (const round of roundsOf(run)) {
    const twice = sentTwice(round)
    if (twice === undefined) continue
    const { node, at, sends } = round
    return {
      kind: 'fails',
      at,
      message: `At ${time(at)} ${node} sent the same message to ${twice} twice. The peers of a round are different neighbours, one message each.`,
      chain: [
        `The round went to ${sends.map(({ event }) => event.dest).join(', ')}.`,
        `Its message: ${show(sends.find(({ event }) => event.dest === twice)?.event.body)}`,
      ],
    }
  }
  return holds
}

/** The node that got one and the same message twice in a round. Requests that say the same have numbers of their own. */
export function sentTwice({ sends, peers, from }: Round): string | undefined {
  if (sends.length === peers.length) return undefined
  const said = new Set<string>()
  for (const { event } of sends) {
    if (event.dest === from) continue
    const text = `${event.dest} ${JSON.stringify({ ...event.body, msg_id: undefined })}`
    if (said.has(text)) return event.dest
    said.add(text)
  }
  return undefined
}

/**
 * Every round goes to `least` to `most` neighbours. It may go to fewer where no other neighbour can lack what it says:
 * none lacks in truth a value that the round carries (or, if it carries none, one that the node knows). That is more
 * than a program can find out, so no program is refused for leaving out whom it knows to be up to date. The node whose
 * message is being handled may be counted or not, told or not.
 */
export function roundsOfSize(run: Run, least: number, most: number): Finding {
  let knowing: Knowing | undefined
  for (const round of roundsOf(run)) {
    const drawn = drawnFor(round)
    const fits = (size: number) => size >= least && size <= most
    if (fits(drawn.length) || fits(round.peers.length)) continue
    const { node, at } = round
    if (drawn.length > most) {
      return {
        kind: 'fails',
        at,
        message: `At ${time(at)} ${node} sent to ${count(drawn.length, 'neighbour')} at once: ${names(drawn)}. A round goes to ${range(least, most)}.`,
        chain: different(round),
      }
    }
    knowing ??= new Knowing(run)
    const lacking = leftOut(run, knowing, round)
    if (lacking === undefined) continue
    return {
      kind: 'fails',
      at,
      message: `At ${time(at)} ${node} sent to ${names(drawn)} alone, though ${lacking.peer}, another neighbour, did not know ${show(lacking.value)} either. A round goes to ${range(least, most)}, at one instant.`,
      chain: ways(run, round),
    }
  }
  return holds
}

/** That what went out in one go was not one message, but several with peers of their own. */
function different({ node, sends }: Round): string[] {
  const said = new Set(sends.map(({ event }) => JSON.stringify({ ...event.body, msg_id: undefined })))
  if (said.size === 1) return []
  const [first, second] = [...said]
  return [
    `${node} sent ${count(sends.length, 'message')} in this one go, and not all the same, such as ${show(JSON.parse(first ?? ''))} and ${show(JSON.parse(second ?? ''))}. All that it sends in one go is one round.`,
  ]
}

/** A neighbour that a round did not go to, and a value that it lacked. */
function leftOut(
  { trace, facts }: Run,
  knowing: Knowing,
  round: Round,
): { peer: string; value: Json } | undefined {
  const { node, peers, from, sends } = round
  const [first] = sends
  if (first === undefined) return undefined
  const carried = new Set(sends.flatMap(({ event }) => [...knowing.carriedBy(event.body)]))
  const keys = carried.size > 0 ? carried : knowing.knownBy(node, first.event)
  for (const peer of trace.plan.topology?.[node] ?? []) {
    if (peer === node || peer === from || peers.includes(peer) || !facts.live.has(peer)) continue
    for (const key of keys) {
      // What it knew in an earlier life, others may rightly believe that it knows.
      const spans = knowing.spans(peer, key)
      if (spans.some(({ from: { id } }) => id <= first.event.id)) continue
      return { peer, value: knowing.values.get(key) ?? null }
    }
  }
  return undefined
}

/** What the same node sent shortly before and after: the rest of the round, perhaps, at other instants. */
function ways(run: Run, round: Round): string[] {
  const near = roundsOf(run).filter(
    ({ node, at }) => node === round.node && at !== round.at && Math.abs(at - round.at) < 100,
  )
  return near.map(({ at, peers }) => `${round.node} sent to ${names(peers)} at ${time(at)}.`).slice(0, 3)
}

function range(least: number, most: number): string {
  return `${least} or ${most} different neighbours (to all, if there are fewer)`
}
