import type { Node, Timer } from '../../lib/node/api.ts'
import type { Value } from '../../lib/protocol/message.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import type { Main } from './plain-program.ts'

export const gossipDefaults = { fanout: 2, intervalMs: 200 }

/** What a gossiper does otherwise than it should. */
export type Habits = {
  /** The list that a timed round pushes; all that is known, unless said otherwise. */
  pushes?: (seen: Set<Value>, fresh: Value[]) => Value[]
  /** What a round goes to; the first peers in order, so that a test can name them. */
  draws?: (node: Node, fanout: number) => string[]
  /** Told of what happens, to make of it what it likes. */
  onStart?: (node: Node, round: () => void) => void
  onRound?: (node: Node, round: () => void) => void
  onSync?: (node: Node, src: string) => void
  counts?: (fresh: number, all: number) => number
  deaf?: boolean
  /** The shortest interval that it takes. */
  leastMs?: number
  timerless?: boolean
  leavesTimers?: boolean
}

/** Gossips on a timer, and answers its clients. */
export function gossiper(habits: Habits = {}): Main {
  return (node: Node) => {
    const seen = new Set<Value>()
    let fresh: Value[] = []
    let { fanout, intervalMs } = gossipDefaults
    const drawn = habits.draws ?? ((self, count) => self.peers.slice(0, count))
    const push = (messages: Value[]) => {
      const peers = drawn(node, fanout)
      for (const peer of peers) node.send(peer, { type: 'gossip_sync', messages })
      return peers.length
    }
    const tick = () => {
      push(habits.pushes?.(seen, fresh) ?? [...seen])
      fresh = []
      habits.onRound?.(node, tick)
    }
    let timer: Timer | undefined = habits.timerless ? undefined : node.every(intervalMs, tick)
    habits.onStart?.(node, tick)
    node.on('configure', (body) => {
      fanout = body.fanout
      intervalMs = Math.max(body.gossip_interval_ms, habits.leastMs ?? 0)
      if (!habits.deaf) {
        if (!habits.leavesTimers) timer?.cancel()
        timer = node.every(intervalMs, tick)
      }
      return { type: 'configure_ok' }
    })
    node.on('gossip_round', () => {
      return { type: 'gossip_round_ok', peers_contacted: push([...seen]), messages_sent: seen.size }
    })
    node.on('gossip_sync', ({ messages }: { messages: Value[] }, { src }) => {
      const unknown = [...new Set(messages)].filter((value) => !seen.has(value))
      for (const value of unknown) seen.add(value)
      fresh.push(...unknown)
      habits.onSync?.(node, src)
      const new_count = habits.counts?.(unknown.length, messages.length) ?? unknown.length
      return { type: 'gossip_sync_ok', new_count }
    })
    node.on('broadcast', ({ message }) => {
      seen.add(message)
      fresh.push(message)
      return { type: 'broadcast_ok' }
    })
    node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
  }
}

export function configure(at: number, node: string, fanout: number, intervalMs: number) {
  return {
    ...{ at, client: `c${at}`, node },
    body: { type: 'configure', fanout, gossip_interval_ms: intervalMs },
  }
}

/** Three nodes, of which n1 gets a value. */
export const gossipRun: Partial<Plan> = {
  nodes: ['n1', 'n2', 'n3'],
  operations: [{ at: 50, client: 'c1', node: 'n1', body: { type: 'broadcast', message: 4711 } }],
  until: 5000,
}
