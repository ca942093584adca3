import type { Run } from '../check/run.ts'
import { covers, isVector, type Vector } from '../check/version-vector.ts'
import type { Mode } from '../check/versions.ts'
import { createRandom } from '../random/random.ts'
import { nodeIds } from '../scenario/topologies.ts'
import { Story, versionsPlan } from '../scenario/versions.ts'
import type { Plan } from '../trace/plan.ts'
import { key, nameOf, replicaOf } from './setting.ts'

// How often writes are lost where nothing is cut: replicas gossip all the time, and clients read before they write.

const writesFrom = 500
const writesTo = 2500
/** By then replicas that exchange every 200 ms have long agreed. */
const readsAt = 5000

export type Cell = { clients: number; skewMs: number }

/** Over all runs of a cell. */
export type Loss = Cell & { acknowledged: number; lost: { [mode in Mode]: number } }

const clientCounts = [1, 2, 4, 8]
const skews = [0, 100, 1000]

export const cells: Cell[] = clientCounts.flatMap((clients) => skews.map((skewMs) => ({ clients, skewMs })))

/**
 * Clients write one key at replicas that gossip, four times each within two seconds, after reading at the same replica;
 * the context of a write is copied from what was read. Clocks are ahead by up to `skewMs`.
 */
export function lossPlan(
  { clients, skewMs }: Cell,
  replicas: number,
  writes: number,
  seed: number,
  mode: Mode,
): Plan {
  const random = createRandom(seed, `losses ${clients} ${skewMs}`)
  const nodes = nodeIds(replicas)
  const story = new Story(nodes)
  story.mode(mode)
  const skew = Object.fromEntries(nodes.map((node) => [node, Math.round(random() * skewMs)]))
  const spanMs = (writesTo - writesFrom) / writes
  const asked = Array.from({ length: clients }, (_, client) =>
    Array.from({ length: writes }, (_, write) => {
      const at = Math.round(writesFrom + (write + 0.8 * random()) * spanMs)
      return { at, client: `c${client + 1}`, node: replicaOf(client, replicas), value: nameOf(client, write) }
    }),
  ).flat()
  for (const { at, client, node, value } of asked.sort((one, other) => one.at - other.at)) {
    story.operations.push({ at, client, node, body: { type: 'vv_read', key } })
    const body = { type: 'vv_write', key, value, context: {} }
    story.operations.push({ at, client, node, body, copies: { context: 'context' } })
  }
  for (const node of nodes) story.read(readsAt, node, key)
  // Only the end is looked at, by clients; asking after every step would double the time.
  const { observe: _, ...plan } = versionsPlan(`losses-${mode}`, seed, story, { skew, until: readsAt + 200 })
  return plan
}

/** Of the writes that were acknowledged, those that no replica shows and nobody who wrote had read. */
export function lossesIn(run: Run): { acknowledged: number; lost: number } {
  const taken = run.facts.operations.flatMap(({ request, answer }) =>
    request.type === 'vv_write' && isVector(answer?.body.vc)
      ? [{ value: request.value, vc: answer.body.vc, context: request.context as Vector }]
      : [],
  )
  const shown = shownAtEnd(run)
  const lost = taken.filter(
    ({ value, vc }) =>
      !shown.has(value) && !taken.some((other) => other.vc !== vc && covers(other.context, vc)),
  )
  return { acknowledged: taken.length, lost: lost.length }
}

/** How many values the replicas show at the end: more than one are left for somebody to settle. */
export function valuesShown(run: Run): number {
  return shownAtEnd(run).size
}

function shownAtEnd({ facts, trace }: Run): Set<unknown> {
  const shown = new Set<unknown>()
  for (const { request, invokedAt, answer } of facts.operations) {
    if (request.type !== 'vv_read' || invokedAt < readsAt || !Array.isArray(answer?.body.values)) continue
    for (const version of answer.body.values) shown.add((version as { value: unknown }).value)
  }
  if (shown.size === 0) throw new Error(`No replica answered at the end of ${trace.plan.scenario}.`)
  return shown
}
