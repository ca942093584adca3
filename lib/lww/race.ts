import type { Mode } from '../check/versions.ts'
import { createRandom } from '../random/random.ts'
import { nodeIds } from '../scenario/topologies.ts'
import { Story, versionsPlan } from '../scenario/versions.ts'
import type { Links } from '../trace/event.ts'
import type { Plan } from '../trace/plan.ts'
import { fastNode, key, nameOf, replicaOf, type Setting } from './setting.ts'

/** When things happen, in simulated milliseconds. */
export const schedule = {
  cutAt: 500,
  writesFrom: 600,
  writesTo: 2600,
  healAt: 3000,
  /** Longer than replicas have to agree. */
  settledAt: 8100,
  resolveAt: 8200,
  endsAt: 13_300,
}

/** A client reads so long before it writes: longer than an answer takes. */
const readsBeforeMs = 20

/** A write of the race, as it is planned: the same in either mode. */
export type PlannedWrite = { name: string; client: string; node: string; at: number }

/** The race's requests and, in `vv` mode, a last one that settles it: the write of a client that has read all there is. */
export type Race = { plan: Plan; writes: PlannedWrite[]; resolution: PlannedWrite | undefined }

/**
 * All replicas are cut off from each other while the clients write, each at its own replica and each after reading
 * there; then the cut heals. Both modes get the same requests at the same times, by the same seed.
 */
export function raceOf(setting: Setting, mode: Mode): Race {
  const { replicas, seed, skewMs } = setting
  const nodes = nodeIds(replicas)
  const story = new Story(nodes)
  story.mode(mode)
  const writes = writesOf(setting)
  for (const { name, client, node, at } of writes) {
    story.operations.push({ at: at - readsBeforeMs, client, node, body: { type: 'vv_read', key } })
    story.write({ at, client, node, key, value: name, context: story.merged(node, key) })
  }
  story.meet()
  story.readAll(schedule.settledAt)
  const resolution = mode === 'vv' ? resolutionOf(writes) : undefined
  if (resolution !== undefined) {
    const { name, client, node, at } = resolution
    story.write({ at, client, node, key, value: name, context: story.merged(node, key) })
    story.readAll(schedule.endsAt)
  }
  const plan = versionsPlan(`race-${mode}`, seed, story, {
    skew: { [fastNode(setting)]: skewMs },
    faults: [
      {
        kind: 'partition',
        name: 'cut',
        from: schedule.cutAt,
        to: schedule.healAt,
        links: everybodyAlone(nodes),
      },
    ],
    until: schedule.endsAt + 100,
  })
  return { plan, writes, resolution }
}

/** Each client's writes one after the other, all clients' mixed. */
function writesOf({ clients, writes, replicas, seed }: Setting): PlannedWrite[] {
  const random = createRandom(seed, 'lww race')
  const { writesFrom, writesTo } = schedule
  const spanMs = (writesTo - writesFrom) / writes
  const all = Array.from({ length: clients }, (_, client) =>
    Array.from({ length: writes }, (_, write): PlannedWrite => {
      // Never at the very edge, so that two writes of a client, and the answers between them, keep apart.
      const at = Math.round(writesFrom + (write + 0.2 + 0.7 * random()) * spanMs)
      return { name: nameOf(client, write), client: `c${client + 1}`, node: replicaOf(client, replicas), at }
    }),
  ).flat()
  return all.sort((one, other) => one.at - other.at)
}

/** Every write builds on what its replica held, so what is left at each replica is the last that it took. */
function resolutionOf(writes: PlannedWrite[]): PlannedWrite | undefined {
  const last = new Map(writes.map((write) => [write.node, write.name]))
  const [first] = writes
  if (first === undefined || last.size < 2) return undefined
  const name = [...last.values()].sort().join('+')
  return { ...first, name, at: schedule.resolveAt }
}

function everybodyAlone(nodes: readonly string[]): Links {
  return nodes.map((node) => ({ from: [node], to: nodes.filter((other) => other !== node) }))
}
