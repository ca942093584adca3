import { clashesIn, clashText, type Digested, digestsOf } from '../digests.ts'
import type { Run } from '../run.ts'

/**
 * Nodes to which the same values came, each once and from clients alone, answered different digests where the orders
 * differ, and equal ones where they do not: so it is the order, and neither a repetition nor which node it is.
 */
export function digestDependsOnOrder(run: Run): string | undefined {
  const digested = digestsOf(run).filter((one) => heldAsTold(run, one))
  const clash = clashesIn(digested).find(
    ({ kind, one, other }) => kind === 'same-set' && order(one) !== order(other),
  )
  if (clash === undefined) return undefined
  const alike = digested.flatMap((one, place) =>
    digested
      .slice(place + 1)
      .filter((other) => one.node !== other.node && one.values.length > 1 && order(one) === order(other))
      .map((other) => JSON.stringify(one.digest) === JSON.stringify(other.digest)),
  )
  return alike.length > 0 && alike.every(Boolean) ? clashText(clash) : undefined
}

const order = ({ values }: Digested) => JSON.stringify(values)

/** Whether all that a node held had come by broadcasts, each value by one, and nothing else had come. */
function heldAsTold({ facts }: Run, { node, id, values }: Digested): boolean {
  const came = facts.sent.filter(
    ({ event, deliveries }) =>
      event.dest === node &&
      deliveries.some((arrival) => arrival.id < id) &&
      !['digest', 'read'].includes(event.body.type),
  )
  const told = came.map(({ event }) => event.body.type === 'broadcast' && event.body.message)
  return JSON.stringify(told) === JSON.stringify(values)
}
