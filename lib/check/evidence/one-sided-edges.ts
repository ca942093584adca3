import { type Value, valueKey } from '../../protocol/message.ts'
import { type Carriage, carriages } from '../carried.ts'
import { countEdges } from '../edges.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { show, time } from '../words.ts'

/**
 * In a network with cycles one node takes another for its neighbour in the tree and sends to it, and that one does not:
 * it had a value from a third node and in the whole run sent the first one nothing. (One that never passes on what
 * other nodes tell it, or never what clients do, proves less.)
 */
export function disagreesOnEdges(run: Run, workload: SetWorkload): string | undefined {
  const { plan } = run.trace
  if (countEdges(plan) < plan.nodes.length) return undefined
  const all = carriages(run, workload)
  const links = new Map<string, Carriage>()
  for (const carriage of all) {
    const { src, dest } = carriage.forward.event
    if (!links.has(`${src} ${dest}`)) links.set(`${src} ${dest}`, carriage)
  }
  const fromNodes = new Map<string, { from: string; value: Value; at: number }[]>()
  for (const { forward, values } of all) {
    const [delivery] = forward.deliveries
    const { src, dest } = forward.event
    for (const value of values) {
      const learned = run.facts.knowledge.get(valueKey(value))?.learned.get(dest)
      if (delivery === undefined || learned === undefined || learned.cause !== delivery.id) continue
      const had = fromNodes.get(dest) ?? []
      fromNodes.set(dest, [...had, { from: src, value, at: delivery.at }])
    }
  }
  const relays = new Set(
    all.flatMap(({ forward: { event }, values }) =>
      values.some((value) => fromNodes.get(event.src)?.some((had) => had.value === value)) ? [event.src] : [],
    ),
  )
  for (const { forward, values } of links.values()) {
    const { src: a, dest: b, at } = forward.event
    if (links.has(`${b} ${a}`) || values.length === 0) continue
    const other = fromNodes.get(b)?.find(({ from }) => from !== a)
    if (other === undefined || !relays.has(b)) continue
    return `${a} sends to ${b} (${show(values[0])} at ${time(at)}), and ${b} never to ${a}: it had ${show(other.value)} from ${other.from} at ${time(other.at)} and kept it from ${a}. For ${a} the edge between them is in the tree, for ${b} it is not.`
  }
  return undefined
}
