import type { Node } from '../../lib/node/api.ts'
import type { Json } from '../../lib/protocol/message.ts'
import type { Operation, Plan } from '../../lib/trace/plan.ts'
import type { StoreRequests } from '../../lib/trace/writes.ts'
import type { Main } from './plain-program.ts'

export const requests: StoreRequests = { write: 'bench_write', read: 'bench_read' }
export const report = 'bench_report'

export type Entry = { key: string; value: Json; at: number; node: string }

/** What a store does otherwise than it should. */
export type Habits = {
  wins?: (entry: Entry, held: Entry) => boolean
  /** To whom an entry goes at once. */
  tells?: (node: Node) => readonly string[]
  /** Sends every entry again after so long. */
  againMs?: number
  /** Sends itself a message with every write. */
  ticks?: boolean
  /** Answers what others tell. */
  answers?: boolean
  reports?: (stats: Stats, store: Map<string, Entry>) => object
  reads?: (held: Entry | undefined) => object | undefined
  writeId?: (writes: number) => number
  keeps?: (key: string) => boolean
}

export type Stats = {
  writes: number
  sent: number
  rounds: number
  received: number
  answers: number
  once: number
  lags: number[]
}

/** Tells every other node of each write, at once and by one message; the later write wins. */
export function store(habits: Habits = {}): Main {
  return (node: Node) => {
    const held = new Map<string, Entry>()
    const stats: Stats = { writes: 0, sent: 0, rounds: 0, received: 0, answers: 0, once: 0, lags: [] }
    const wins =
      habits.wins ?? ((one, other) => one.at > other.at || (one.at === other.at && one.node > other.node))
    const take = (entry: Entry): boolean => {
      const other = held.get(entry.key)
      const isTaken = (other === undefined || wins(entry, other)) && habits.keeps?.(entry.key) !== false
      if (isTaken) held.set(entry.key, entry)
      return isTaken
    }
    const tellAll = (entry: Entry) => {
      stats.rounds++
      for (const peer of habits.tells?.(node) ?? node.peers) {
        stats.sent++
        const body = { type: 'tell', entry }
        if (habits.answers) void node.rpc(peer, body).catch(() => {})
        else node.send(peer, body)
      }
    }
    node.on('bench_write', ({ key, value }) => {
      stats.writes++
      const entry = { key, value, at: node.now(), node: node.id }
      take(entry)
      tellAll(entry)
      stats.once += node.peers.length
      if (habits.ticks) node.send(node.id, { type: 'tick' })
      if (habits.againMs !== undefined) node.after(habits.againMs, () => tellAll(entry))
      return { type: 'bench_write_ok', write_id: habits.writeId?.(stats.writes) ?? stats.writes }
    })
    node.on('tick', () => {})
    node.on('tell', ({ entry }) => {
      if (take(entry)) stats.lags.push(node.now() - entry.at)
      stats.received++
      if (habits.answers) stats.answers++
      return { type: 'tell_ok' }
    })
    node.on('bench_read', ({ key }) => {
      const entry = held.get(key)
      const answer = habits.reads?.(entry)
      if (answer !== undefined) return answer as never
      if (entry === undefined) throw node.error(20, 'no such key')
      return { type: 'bench_read_ok', value: entry.value }
    })
    node.on('bench_report', () => ({
      type: 'bench_report_ok',
      total_writes: stats.writes,
      total_gossip_msgs: stats.sent,
      msgs_per_write: stats.writes === 0 ? 0 : stats.sent / stats.writes,
      keys_stored: held.size,
      ...habits.reports?.(stats, held),
    }))
  }
}

/** Every request is a client's of its own: `storePlan` gives each its number. */
function asked(at: number, node: string, body: Operation['body']): Operation {
  return { at, client: 'c', node, body }
}
export const write = (at: number, node: string, key: string, value: Json) =>
  asked(at, node, { type: 'bench_write', key, value })
export const readKey = (at: number, node: string, key: string) => asked(at, node, { type: 'bench_read', key })
export const ask = (at: number, node: string) => asked(at, node, { type: report })

/** Three nodes, 10 ms apart, watched by the keys that are written. */
export function storePlan(operations: Operation[], changes: Partial<Plan> = {}): Partial<Plan> {
  const keys = [
    ...new Set(operations.flatMap(({ body }) => (typeof body.key === 'string' ? [body.key] : []))),
  ]
  return {
    nodes: ['n1', 'n2', 'n3'],
    contract: {},
    observe: { request: { type: 'bench_read' }, reply: 'bench_read_ok', field: 'value', keys },
    operations: operations.map((operation, index) => ({ ...operation, client: `c${index + 1}` })),
    until: 12_000,
    ...changes,
  }
}

/** Cuts n3 off from the others. */
export function cutOff(from: number, to: number): Plan['faults'] {
  const others = ['n1', 'n2']
  const links = [
    { from: others, to: ['n3'] },
    { from: ['n3'], to: others },
  ]
  return [{ kind: 'partition', name: 'one alone', from, to, links }]
}
