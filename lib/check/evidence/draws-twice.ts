import { sentTwice } from '../round-peers.ts'
import { roundsOf } from '../rounds.ts'
import type { Run } from '../run.ts'
import { number, time } from '../words.ts'

/** Rounds in which one and the same message went twice to one and the same node. */
export function drawsTwice(run: Run): string | undefined {
  const rounds = roundsOf(run)
  const double = rounds.filter((round) => sentTwice(round) !== undefined)
  const [first] = double
  if (first === undefined) return undefined
  const dests = first.sends.map(({ event }) => event.dest)
  return `In ${number(double.length)} of ${number(rounds.length)} rounds a node was drawn more than once; at ${time(first.at)} ${first.node} drew ${dests.join(', ')}.`
}
