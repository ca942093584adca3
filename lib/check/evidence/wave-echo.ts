import type { Run } from '../run.ts'
import { sizeOf, wavesOf } from '../waves.ts'
import { count, show, time } from '../words.ts'

/**
 * The draw takes in the node that the value had come from: it was told in the wave itself, and not by something that
 * went out on another occasion, and in half as many waves, at least, as dice would have it.
 */
export function sendsToSource(run: Run): string | undefined {
  const peers = run.trace.plan.nodes.length - 1
  const heard = wavesOf(run).waves.filter(({ from }) => from !== undefined)
  const echoes = heard.flatMap(({ node, value, from, heard: { at: heardAt }, sends }) => {
    const back = sends.find(({ event }) => event.dest === from && event.cause === sends[0]?.event.cause)
    return back === undefined ? [] : [{ node, value, from, heardAt, at: back.event.at }]
  })
  const [first] = echoes
  const expected = heard.reduce((sum, wave) => sum + sizeOf(run, wave) / peers, 0)
  if (first === undefined || echoes.length < expected / 2) return undefined
  const { node, value, from, heardAt, at } = first
  return `${node} heard ${show(value)} from ${from} at ${time(heardAt)} and sent it to ${from} at ${time(at)}. In this run ${echoes.length} of ${count(heard.length, 'wave')} that began with gossip went back so.`
}
