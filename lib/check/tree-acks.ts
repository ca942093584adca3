import { patienceMs, treeTalkOf, type Wait } from './ack-waits.ts'
import { type Finding, holds } from './finding.ts'
import { failuresOf } from './outages.ts'
import { type Run, untilOf } from './run.ts'
import type { SetWorkload } from './set-full.ts'
import { count, show, time } from './words.ts'

/** While no node fails, a value that came along the tree is acknowledged to the neighbour it came from in time. */
export function acknowledgesInTime(run: Run, workload: SetWorkload): Finding {
  const { waits } = treeTalkOf(run, workload)
  const failures = failuresOf(run)
  const judged = waits.filter(
    ({ send, due }) => due < untilOf(run) && !failures.some(({ from, to }) => from <= due && to > send.at),
  )
  if (judged.length === 0) return { kind: 'idle', why: notSent }
  const silent = judged.filter(({ ack, due }) => ack === undefined || ack.at > due)
  const [first] = silent
  if (first === undefined) return holds
  const others = silent.length === 1 ? '' : ` (And ${count(silent.length - 1, 'other time')} likewise.)`
  const { node, neighbour, value, send, ack, due } = first
  const instead =
    ack === undefined
      ? `no "broadcast_ack" with "message": ${show(value)} came back from ${neighbour}`
      : `the "broadcast_ack" came at ${time(ack.at)}`
  return {
    kind: 'fails',
    at: due,
    message: `${node} sent ${show(value)} along the tree to ${neighbour} at ${time(send.at)}, and no node failed. It should have had the acknowledgement by ${time(due)}, ${time(patienceMs)} later; ${instead}.${others}`,
    chain: tellArrival(run, first),
  }
}

function tellArrival({ facts }: Run, { node, neighbour, value, arrival }: Wait): string[] {
  if (arrival === undefined) return []
  const arrived = `The value reached ${neighbour} at ${time(arrival.at)}.`
  const later = facts.serverMessages.filter(
    ({ event }) => event.src === neighbour && event.dest === node && event.id > arrival.id,
  )
  const acks = later.filter(({ event }) => event.body.type === 'broadcast_ack')
  const [wrong] = acks
  if (later.length === 0) return [arrived, `${neighbour} sent ${node} nothing after that.`]
  if (wrong === undefined) return [arrived, `${neighbour} sent ${node} no "broadcast_ack" after that.`]
  return [
    arrived,
    `The next "broadcast_ack" from ${neighbour} to ${node} was ${show(wrong.event.body)}, at ${time(wrong.event.at)}. It should say "message": ${show(value)}.`,
  ]
}

const notSent = 'Not judged: no value was sent along the tree.'
