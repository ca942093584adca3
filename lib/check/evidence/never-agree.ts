import { type StoreRequests, type Write, writesOf } from '../../trace/writes.ts'
import { showHeld } from '../holdings.ts'
import { differenceAt } from '../replicas.ts'
import { type Run, untilOf } from '../run.ts'
import { show, time } from '../words.ts'

/** For so long before the end nothing may have changed: who is only slow would still be changing. */
const stillMs = 4500

/** The run ends with two nodes that differ, nothing has changed for long, and what the one holds never reached the other. */
export function neverAgree(run: Run, requests: StoreRequests): string | undefined {
  const { end, events } = run.trace
  if (end.kind !== 'finished') return undefined
  const changes = events.filter(({ kind }) => kind === 'learn' || kind === 'forget')
  const difference = differenceAt(run, untilOf(run))
  const lastAt = changes.at(-1)?.at
  if (difference === undefined || lastAt === undefined || lastAt > untilOf(run) - stillMs) return undefined
  const { one, other } = difference
  const write = writesOf(run.facts, requests).find(({ text }) => text === one.text)
  if (write === undefined || !isTelling(write)) return undefined
  // Who was told and does not hold it judges otherwise: then the telling is not what is wrong.
  const others = [...run.facts.live].filter((node) => !one.holders.includes(node))
  if (others.some((node) => arrivalOf(run, write, node) !== undefined)) return undefined
  const holding = other.text === undefined ? 'nothing under this key' : showHeld(other.text)
  return `${write.operation.client} wrote ${showHeld(one.text)} at ${write.node} at ${time(write.taken.at)}. At the end, ${time(untilOf(run))}, ${one.node} holds it and ${other.node} holds ${holding}: no message with ${show(write.value)} in it ever reached ${other.node}${dropped(run, write, other.node)}. Since ${time(lastAt)} no node has come to hold anything new.`
}

/** When a write's value first reached a node, in whatever message; undefined when it did not, or nobody can tell. */
export function arrivalOf({ facts }: Run, write: Write, node: string): number | undefined {
  const written = withoutQuotes(write)
  return facts.serverMessages.find(
    ({ event, deliveries }) =>
      event.dest === node &&
      event.at >= write.taken.at &&
      deliveries.length > 0 &&
      JSON.stringify(event.body).includes(written),
  )?.deliveries[0]?.at
}

function dropped({ facts }: Run, write: Write, node: string): string {
  const lost = facts.serverMessages.find(
    ({ event, drops }) =>
      event.dest === node && drops.length > 0 && JSON.stringify(event.body).includes(withoutQuotes(write)),
  )
  const drop = lost?.drops[0]
  if (lost === undefined || drop === undefined) return ''
  const { src, at } = lost.event
  const by = drop.reason === 'cut' ? `the partition "${drop.by}" dropped it` : 'it was lost'
  return ` (${src} sent one at ${time(at)}, and ${by})`
}

/** A value that nothing else in a message looks like. */
function isTelling({ value }: Write): boolean {
  return typeof value === 'number' ? value >= 1000 : typeof value === 'string' && value.length >= 4
}

function withoutQuotes({ value }: Write): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
