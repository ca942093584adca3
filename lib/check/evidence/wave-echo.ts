import type { Run } from '../run.ts'
import { wavesOf } from '../waves.ts'
import { count, show, time } from '../words.ts'

/** A wave went, among others or alone, to the node that the value had come from. */
export function sendsToSource(run: Run): string | undefined {
  const heard = wavesOf(run).waves.filter(({ from }) => from !== undefined)
  const echoes = heard.flatMap(({ node, value, from, heard: { at: heardAt }, sends }) => {
    const back = sends.find(({ event }) => event.dest === from)
    return back === undefined ? [] : [{ node, value, from, heardAt, at: back.event.at }]
  })
  const [first] = echoes
  if (first === undefined) return undefined
  const { node, value, from, heardAt, at } = first
  return `${node} heard ${show(value)} from ${from} at ${time(heardAt)} and sent it to ${from} at ${time(at)}. In this run ${echoes.length} of ${count(heard.length, 'wave')} that began with gossip went back so.`
}
