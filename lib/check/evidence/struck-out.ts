import type { Sent } from '../../trace/facts.ts'
import type { Run } from '../run.ts'
import { sizeOf, type Wave, wavesOf } from '../waves.ts'
import { count, names, number, show, time } from '../words.ts'

/** So many waves must there have been from others, and as many that were too small; fewer may be chance. */
const leastWaves = 20

/**
 * The node that the value came from was drawn and then left out: as many waves from others as dice would draw it for
 * are one too small, and all others are whole, those from clients among them.
 */
export function strikesOutSource(run: Run): string | undefined {
  const peers = run.trace.plan.nodes.length - 1
  const waves = wavesOf(run).waves
  const heard = waves.filter(({ from }) => from !== undefined)
  const small = new Set(
    heard.filter((wave) => toldIn(wave) === sizeOf(run, wave) - 1 && !wave.sends.some(isTo(wave.from))),
  )
  const isRest = (wave: Wave) => toldIn(wave) === sizeOf(run, wave) && !wave.sends.some(isTo(wave.from))
  // With a fanout of all peers, what is left when the source is struck out is all that there is.
  const expected = heard.reduce((sum, { fanout }) => sum + (fanout < peers ? fanout / peers : 0), 0)
  const [first] = small
  if (first === undefined || small.size < leastWaves) return undefined
  if (!waves.every((wave) => small.has(wave) || isRest(wave))) return undefined
  if (Math.abs(small.size - expected) > expected / 3) return undefined
  const { node, value, from, heard: told, sends, fanout } = first
  const dests = sends.length === 0 ? 'nobody' : `${names(sends.map(({ event }) => event.dest))} alone`
  return `${node} heard ${show(value)} from ${from} at ${time(told.at)} and, with a fanout of ${fanout}, told ${dests}. In this run ${number(small.size)} of ${count(heard.length, 'wave')} that began with gossip went to one peer too few; of so many, dice that may draw the source draw it for about ${number(Math.round(expected))}. Waves that began with a client were whole.`
}

function toldIn({ sends }: Wave): number {
  return new Set(sends.map(({ event }) => event.dest)).size
}

function isTo(node: string | undefined): (sent: Sent) => boolean {
  return ({ event }) => event.dest === node
}
