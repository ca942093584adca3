import { carriages } from '../carried.ts'
import { echoesIn } from '../echoes.ts'
import { Forest } from '../graph.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { count, show, time } from '../words.ts'

/** Values keep to the edges of one tree, and go back over the edge they came by. */
export function sendsBack(run: Run, workload: SetWorkload): string | undefined {
  const all = carriages(run, workload)
  const forest = new Forest()
  if (all.some(({ forward: { event } }) => forest.add(event.src, event.dest) !== undefined)) return undefined
  // One of another type is a receipt, if an expensive one.
  const echoes = echoesIn(run, workload, all).filter(({ came, back }) => came.body.type === back.body.type)
  const [first] = echoes
  if (first === undefined) return undefined
  const { value, arrivedAt, back } = first
  return `${back.src} got ${show(value)} from ${back.dest} at ${time(arrivedAt)} and sent it back there at ${time(back.at)}. In this run ${count(echoes.length, 'forward')} of ${all.length} went back so.`
}
