import { type Value, valueKey } from '../protocol/message.ts'
import type { Operation, Sent } from '../trace/facts.ts'
import type { Topology } from '../trace/plan.ts'
import { isTimedOut, patienceMs, treeTalkOf } from './ack-waits.ts'
import { deliveriesOf } from './deliveries.ts'
import { explainMissing } from './explain.ts'
import { distancesFrom } from './graph.ts'
import { type Run, untilOf } from './run.ts'
import type { SetWorkload } from './set-full.ts'
import { namedNeighbours } from './tree-info.ts'
import { names, show, time } from './words.ts'

/**
 * Tells, in sentences, how far along the tree a value came on its way to a node that lacks it, what became of the next
 * message, and to whom it was then sent directly.
 */
export function explainAlongTree(
  run: Run,
  workload: SetWorkload,
  value: Value,
  missing: string[],
  write: Operation,
): string[] {
  const key = valueKey(value)
  const [lacking = ''] = missing
  const way = wayThroughTree(run, write.node, lacking)
  const learned = run.facts.knowledge.get(key)?.learned
  const place = way.findLastIndex((node) => learned?.has(node) === true)
  const [last, next] = [way[place], way[place + 1]]
  if (last === undefined || next === undefined) return explainMissing(run, value, missing, write)
  const chain = [`${write.client} sent ${show(value)} to ${write.node} at ${time(write.invokedAt)}.`]
  if (way.length > 2) chain.push(`Along the tree the way to ${lacking} is ${way.join('–')}.`)
  if (place > 0) chain.push(`It reached ${last} at ${time(learned?.get(last)?.at ?? write.invokedAt)}.`)
  const sent = deliveriesOf(run, workload).find(
    ({ sent: { event }, keys }) => event.src === last && event.dest === next && keys.includes(key),
  )?.sent
  if (sent === undefined) chain.push(`${last} did not send it to ${next}.`)
  else chain.push(becameOf(sent))
  const { waits, direct } = treeTalkOf(run, workload)
  const wait = waits.find((one) => one.node === last && one.neighbour === next && one.key === key)
  if (wait !== undefined && isTimedOut(wait, untilOf(run)) && run.facts.live.has(last))
    chain.push(`${last} had no acknowledgement by ${time(wait.due)}, ${patienceMs} ms later.`)
  const told = new Map<string, Set<string>>()
  for (const { sent: one, keys } of direct) {
    if (!keys.includes(key)) continue
    told.set(one.event.src, (told.get(one.event.src) ?? new Set()).add(one.event.dest))
  }
  if (told.size === 0) chain.push('Nobody sent it directly to anybody.')
  for (const [node, to] of [...told].slice(0, 3))
    chain.push(
      `${node} sent it directly to ${names([...to], 8)}${told.size === 1 ? ', and nobody else sent it directly' : ''}.`,
    )
  return chain
}

function wayThroughTree(run: Run, from: string, to: string): string[] {
  const tree: Topology = Object.fromEntries(namedNeighbours(run))
  const distances = distancesFrom(tree, to)
  const way = [from]
  for (let node = from; node !== to; way.push(node)) {
    const far = distances.get(node) ?? Number.NaN
    const next = (tree[node] ?? []).find((other) => distances.get(other) === far - 1)
    if (next === undefined) return []
    node = next
  }
  return way
}

function becameOf({ event: { src, dest, at }, deliveries, drops }: Sent): string {
  const sent = `${src} sent it to ${dest} at ${time(at)}`
  const [drop] = drops
  if (drop?.reason === 'crashed') return `${sent}; ${dest} was down when it arrived at ${time(drop.at)}.`
  if (drop?.reason === 'sender-crashed') return `${sent}; ${src} crashed before the message left it.`
  if (drop?.reason === 'unhandled') return `${sent}; ${dest} has no handler for it.`
  const [arrival] = deliveries
  return arrival === undefined
    ? `${sent}; it did not arrive.`
    : `${sent}; it arrived at ${time(arrival.at)}, and ${dest} did not keep it.`
}
