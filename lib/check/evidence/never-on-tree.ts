import { valuesOf } from '../carried.ts'
import { firstArrivals, treeType } from '../first-arrivals.ts'
import { occasionOf } from '../gossip-rounds.ts'
import { valuesIn } from '../named.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { aType, count, show, time } from '../words.ts'

/** Values came from node to node, and every message that brought one was sent by a timer, none because it had come. */
export function onlyGossips(run: Run, workload: SetWorkload): string | undefined {
  const values = valuesOf(run, workload)
  const copies = run.facts.serverMessages.filter(({ event }) => valuesIn(event.body, values).size > 0)
  const arrived = [...firstArrivals(run).values()].find(({ from }) => from !== undefined)
  if (arrived === undefined || copies.some(({ event }) => event.body.type === treeType)) return undefined
  const asked = copies.filter((sent) => !sent.isAnswer)
  if (asked.some((sent) => occasionOf(run, sent).kind === 'client')) return undefined
  const { value, from, node, brought, type } = arrived
  return `${from} sent ${show(value)} to ${node} in ${aType(type)} that arrived at ${time(brought.at)}. In the whole run ${count(copies.length, 'message')} brought values, none of them ${aType(treeType)}, and none because a client had just given the value.`
}

/** Values spread at once, each by n − 1 messages of one type, and that is not the type that the tree's should have. */
export function callsTreeOtherwise(run: Run, workload: SetWorkload): string | undefined {
  const { faults, loss, nodes } = run.trace.plan
  if (faults.length > 0 || loss !== undefined) return undefined
  const values = valuesOf(run, workload)
  const copies = run.facts.serverMessages.filter(
    (sent) => !sent.isAnswer && valuesIn(sent.event.body, values).size > 0,
  )
  if (copies.some(({ event }) => event.body.type === treeType)) return undefined
  const atOnce = copies.filter((sent) => occasionOf(run, sent).kind !== 'timer')
  const [first] = atOnce
  if (first === undefined || atOnce.length !== values.size * (nodes.length - 1)) return undefined
  const { type } = first.event.body
  if (atOnce.some(({ event }) => event.body.type !== type)) return undefined
  return `${count(values.size, 'value')} spread by ${count(atOnce.length, 'message')} of type "${type}", n − 1 each, as soon as they had come: that looks like a tree. No message in the whole run had the type "${treeType}".`
}
