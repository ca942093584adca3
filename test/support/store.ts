import { compareEntries, type Entry } from '../../lib/check/lww-order.ts'
import type { Run } from '../../lib/check/run.ts'
import type { Node } from '../../lib/node/api.ts'
import type { Json } from '../../lib/protocol/message.ts'
import { between } from '../../lib/scenario/partitions.ts'
import type { Fault, Operation, Plan } from '../../lib/trace/plan.ts'
import type { Main } from './plain-program.ts'
import { run } from './run.ts'

/** What a last-writer-wins store does otherwise than it should. */
export type Habits = {
  /** Whether what comes takes the place of what is held. */
  takes?: (held: Entry, incoming: Entry) => boolean
  /** The same for what other nodes send; as `takes`, unless said otherwise. */
  takesFromPeers?: (held: Entry, incoming: Entry) => boolean
  /** The ts of a write, in seconds. */
  stamps?: (now: number, held: Entry | undefined, lastOwn: number) => number
  /** What a write is answered. */
  says?: (ts: number, node: Node) => number
  counts?: (taken: number, all: number) => number
  reads?: (entry: Entry | undefined, key: string) => { value: Json; ts: number } | undefined
  /** What is told to every other node when a timer fires; all that is held, unless said otherwise. */
  tells?: (held: Map<string, Entry>, node: Node) => Map<string, Entry>
  everyMs?: number
  /** How long a write's answer takes. */
  waitsMs?: number
  /** Called with what a client brought, as it comes. */
  onBrought?: (node: Node, entries: [string, Entry][]) => void
}

const rightly: Required<Pick<Habits, 'takes' | 'stamps' | 'says' | 'counts' | 'reads' | 'tells'>> = {
  takes: (held, incoming) => compareEntries(incoming, held) > 0,
  stamps: (now, held) => Math.max(now, (held?.ts ?? 0) + 1e-6),
  says: (ts) => ts,
  counts: (taken) => taken,
  reads: (entry) => entry,
  tells: (held) => held,
}

/** Keeps the entry of each key that wins, and tells everybody all of them. */
export function store(habits: Habits = {}): Main {
  const { takes, stamps, says, counts, reads, tells } = { ...rightly, ...habits }
  return (node: Node) => {
    const held = new Map<string, Entry>()
    let lastOwn = 0
    const take = (key: string, entry: Entry, rule = takes) => {
      const mine = held.get(key)
      if (mine !== undefined && !rule(mine, entry)) return false
      held.set(key, entry)
      return true
    }
    node.on('write', ({ key, value }, request) => {
      const ts = stamps(node.now() / 1000, held.get(key), lastOwn)
      lastOwn = ts
      const entry = { value, ts, node: node.id }
      take(key, entry)
      habits.onBrought?.(node, [[key, entry]])
      const answer = { type: 'write_ok', ts: says(ts, node) }
      if (habits.waitsMs === undefined) return answer
      node.after(habits.waitsMs, () => node.reply(request, answer))
      return undefined
    })
    node.on('kv_read', ({ key }) => {
      const shown = reads(held.get(key), key)
      if (shown === undefined) throw node.error(20, 'nothing there')
      return { type: 'kv_read_ok', key, value: shown.value, ts: shown.ts }
    })
    node.on('kv_merge', ({ entries }) => {
      const all = Object.entries<Entry>(entries)
      const taken = all.filter(([key, entry]) => take(key, entry)).length
      habits.onBrought?.(node, all)
      return { type: 'kv_merge_ok', updated: counts(taken, all.length) }
    })
    node.on('tell', ({ entries }) => {
      for (const [key, entry] of Object.entries<Entry>(entries)) take(key, entry, habits.takesFromPeers)
    })
    if (habits.everyMs === Number.POSITIVE_INFINITY) return
    node.every(habits.everyMs ?? 100, () => {
      const entries = Object.fromEntries(tells(held, node))
      for (const peer of node.peers) node.send(peer, { type: 'tell', entries })
    })
  }
}

/** One client for each node and moment. */
function clientOf(at: number, node: string): string {
  return `c${at}${node.slice(1)}`
}

export function write(at: number, node: string, value: Json, key = 'x'): Operation {
  return { at, client: clientOf(at, node), node, body: { type: 'write', key, value } }
}

export function kvRead(at: number, node: string, key = 'x'): Operation {
  return { at, client: clientOf(at, node), node, body: { type: 'kv_read', key } }
}

export function kvMerge(at: number, node: string, entry: Entry, key = 'x'): Operation {
  return {
    at,
    client: clientOf(at, node),
    node,
    body: { type: 'kv_merge', entries: { [key]: entry as Json } },
  }
}

/** Two nodes, watched by what they hold under "x" and "y". */
export function stored(habits: Habits, operations: Operation[], more: Partial<Plan> = {}): Run {
  return run(store(habits), {
    operations,
    observe: { request: { type: 'kv_read' }, reply: 'kv_read_ok', field: 'value', keys: ['x', 'y'] },
    contract: {
      write: { key: 'string', value: 'any' },
      kv_read: { key: 'string' },
      kv_merge: { entries: 'object' },
    },
    until: 7000,
    ...more,
  })
}

const apart: Fault = {
  kind: 'partition',
  name: 'apart',
  from: 0,
  to: 7000,
  links: between(['n1'], ['n2']),
}

/** The same, and no node hears of another. */
export function storedAlone(habits: Habits, operations: Operation[], more: Partial<Plan> = {}): Run {
  return stored(habits, operations, { faults: [apart], ...more })
}
