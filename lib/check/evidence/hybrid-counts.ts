import { firstArrivals } from '../first-arrivals.ts'
import type { Run } from '../run.ts'
import { count, time } from '../words.ts'

type Told = { node: string; at: number; said: number; known: number; own: number }

function toldIn(run: Run): Told[] {
  const arrivals = [...firstArrivals(run).values()]
  return run.facts.operations.flatMap(({ request, answer, node, sent }): Told[] => {
    const [arrival] = sent.deliveries
    const said = answer?.body.total
    if (request.type !== 'hybrid_stats' || arrival === undefined || typeof said !== 'number') return []
    const known = arrivals.filter((one) => one.node === node && one.learned.id < arrival.id)
    const own = known.filter(({ from }) => from === undefined).length
    return [{ node, at: arrival.at, said, known: known.length, own }]
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

/** Nodes count more deliveries than they know values: what comes again counts again. */
export function countsEveryArrival(run: Run): string | undefined {
  const told = toldIn(run)
  const wrong = told.find(({ said, known }) => said > known)
  if (wrong === undefined || told.some(({ said, known }) => said < known)) return undefined
  const { node, at, said, known } = wrong
  return `At ${time(at)} ${node} gave its total as ${said}, and knew ${count(known, 'value')}.`
}
