import { isClient } from '../../protocol/message.ts'
import { valuesOf } from '../carried.ts'
import { firstArrivals } from '../first-arrivals.ts'
import { valuesIn } from '../named.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { count, time } from '../words.ts'

type Told = { node: string; at: number; askedId: number; said: number; known: number; own: number }

function toldIn(run: Run): Told[] {
  const arrivals = [...firstArrivals(run).values()]
  return run.facts.operations.flatMap(({ request, answer, node, sent }): Told[] => {
    const [arrival] = sent.deliveries
    const said = answer?.body.total
    if (request.type !== 'hybrid_stats' || arrival === undefined || typeof said !== 'number') return []
    const known = arrivals.filter((one) => one.node === node && one.learned.id < arrival.id)
    const own = known.filter(({ from }) => from === undefined).length
    return [{ node, at: arrival.at, askedId: arrival.id, said, known: known.length, own }]
  })
}

/** Every `total` lacks as many values as clients had brought to that node, and nothing else. */
export function leavesOwnOut(run: Run): string | undefined {
  const told = toldIn(run)
  const wrong = told.find(({ own }) => own > 0)
  if (wrong === undefined || told.some(({ said, known, own }) => said !== known - own)) return undefined
  const { node, at, said, known, own } = wrong
  return `At ${time(at)} ${node} gave its total as ${said}. It knew ${count(known, 'value')}, ${own} of them from its own clients; in all answers of this run it is those that are left out.`
}

/** Every `total` is the number of times that values had come to the node, those that came again among them. */
export function countsEveryArrival(run: Run, workload: SetWorkload): string | undefined {
  const told = toldIn(run)
  const wrong = told.find(({ said, known }) => said > known)
  if (wrong === undefined) return undefined
  const values = valuesOf(run, workload)
  const came = new Map<string, { id: number; amount: number }[]>()
  for (const { event, deliveries } of run.facts.sent) {
    // Of clients' requests only those that bring a value count, and answers to clients come to no node.
    if (isClient(event.src) && event.body.type !== workload.write) continue
    const amount = valuesIn(event.body, values).size
    for (const { id, dest } of amount === 0 ? [] : deliveries) {
      const its = came.get(dest) ?? []
      came.set(dest, its)
      its.push({ id, amount })
    }
  }
  const timesAt = ({ node, askedId }: Told) =>
    (came.get(node) ?? []).reduce((sum, { id, amount }) => (id < askedId ? sum + amount : sum), 0)
  if (told.some((one) => one.said !== timesAt(one))) return undefined
  const { node, at, said, known } = wrong
  return `At ${time(at)} ${node} gave its total as ${said}. It knew ${count(known, 'value')}, and ${said} times one had come, known or new; so it is in all answers of this run.`
}
