import type { Contract } from '../protocol/contract.ts'
import type { Body } from '../protocol/message.ts'
import type { Random } from '../random/random.ts'
import type { Fault, Observe, Operation, Plan } from '../trace/plan.ts'
import { integer, pick } from './dice.ts'
import { nodeIds } from './topologies.ts'

// Replicas that never hear of each other. What each comes to show, clients alone have told it, in an order that the
// plan decides: so two that were told the same, in whatever order, portions and repetitions, must show the same.

/**
 * One request of a replica's history. `copies` takes fields from the answer before, and `of` makes the request to
 * another replica, by its place from 0 on: so what one shows can be handed to the other.
 */
export type Told = { body: Body; copies?: { [field: string]: string }; of?: number; at?: number }

/** So far apart a client makes its requests, if it need not wait. */
const apartMs = 10

/** A replica for each history, n1 for the first, each with a client of its own that makes its requests in turn. */
export function isolatedPlan(
  scenario: string,
  seed: number,
  histories: Told[][],
  shared: { contract: Contract; observe: Observe },
  more: Partial<Plan> = {},
): Plan {
  const nodes = nodeIds(histories.length)
  const until = more.until ?? 1000
  const operations = histories.flatMap((history, replica) =>
    history.map(({ body, copies, of = replica, at }, place): Operation => {
      const node = nodes[of] as string
      const request = { at: at ?? apartMs * (place + 1), client: `c${replica + 1}`, node, body }
      return copies === undefined ? request : { ...request, copies }
    }),
  )
  return {
    scenario,
    seed,
    nodes,
    latency: { kind: 'constant', ms: 10 },
    faults: [everybodyAlone(nodes, until)],
    operations,
    until,
    ...shared,
    ...more,
  }
}

/** One cut for all of them: each is on a side of its own. */
function everybodyAlone(nodes: string[], to: number): Fault {
  return { kind: 'partition', name: 'everybody alone', from: 0, to, links: [{ from: nodes, to: nodes }] }
}

/** The items in every order: 24 orders of four. */
export function everyOrder<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]]
  return items.flatMap((first, place) =>
    everyOrder([...items.slice(0, place), ...items.slice(place + 1)]).map((rest) => [first, ...rest]),
  )
}

/** The same items, some of them once more, somewhere among the others. */
export function withRepeats<T>(random: Random, items: readonly T[], repeats: number): T[] {
  const list = [...items]
  for (let count = 0; count < repeats; count++)
    list.splice(integer(random, 0, list.length), 0, pick(random, items))
  return list
}
