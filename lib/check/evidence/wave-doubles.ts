import type { Run } from '../run.ts'
import { wavesOf } from '../waves.ts'
import { count, names, show, time } from '../words.ts'

/** In one go a node sent the same value to the same peer more than once. */
export function drawsSamePeerTwice(run: Run): string | undefined {
  const { waves } = wavesOf(run)
  const double = waves.flatMap(({ node, value, sends }) => {
    const first = sends.filter(({ event }) => event.cause === sends[0]?.event.cause)
    const dests = first.map(({ event }) => event.dest)
    return new Set(dests).size < dests.length ? [{ node, value, dests, at: first[0]?.event.at ?? 0 }] : []
  })
  const [first] = double
  if (first === undefined) return undefined
  const { node, value, dests, at } = first
  return `At ${time(at)} ${node} sent ${show(value)} to ${names(dests, 8)}. In this run that happened in ${double.length} of ${count(waves.length, 'wave')}.`
}
