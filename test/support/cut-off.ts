import type { Run } from '../../lib/check/run.ts'
import type { Body, Message, Node } from '../../lib/node/api.ts'
import type { Value } from '../../lib/protocol/message.ts'
import type { Operation, Plan } from '../../lib/trace/plan.ts'
import type { Main } from './plain-program.ts'
import { run } from './run.ts'

/** A node that blocks whom it is told to block, as far as its habits let it. */
export type CutOff = {
  node: Node
  seen: Set<Value>
  blocked: Set<string>
  dropped: number
}

export type CutOffHabits = {
  accepts?: (self: CutOff, message: Message) => boolean
  sends?: (self: CutOff, peer: string, body: Body) => void
  onPartition?: (self: CutOff, blocked: string[]) => void
  onHeal?: (self: CutOff) => void
  told?: (self: CutOff) => unknown
  isQuiet?: (self: CutOff) => boolean
  /** Handlers of its own. */
  more?: (self: CutOff) => void
}

/** Every 400 ms, and when a value comes, it tells all others all it knows. */
export function cutOff(habits: CutOffHabits = {}): Main {
  return (node) => {
    const self: CutOff = { node, seen: new Set(), blocked: new Set(), dropped: 0 }
    const accepts = habits.accepts ?? refusesBlocked
    const sends = habits.sends ?? givesUp
    const round = () => {
      if (habits.isQuiet?.(self)) return
      for (const peer of node.peers) sends(self, peer, { type: 'state', messages: [...self.seen] })
    }
    node.filter((message) => accepts(self, message))
    node.on('partition', ({ blocked }) => {
      if (habits.onPartition === undefined) self.blocked = new Set(blocked)
      else habits.onPartition(self, blocked)
      return { type: 'partition_ok' }
    })
    node.on('heal', () => {
      self.blocked = new Set()
      habits.onHeal?.(self)
      return { type: 'heal_ok' }
    })
    node.on('partition_status', () => ({
      type: 'partition_status_ok',
      blocked: habits.told?.(self) ?? [...self.blocked].sort(),
      is_partitioned: self.blocked.size > 0,
      messages_dropped: self.dropped,
    }))
    node.on('state', ({ messages }: { messages: Value[] }) => {
      for (const message of messages) self.seen.add(message)
    })
    node.on('broadcast', ({ message }) => {
      self.seen.add(message)
      round()
      return { type: 'broadcast_ok' }
    })
    node.on('read', () => ({ type: 'read_ok', messages: [...self.seen] }))
    node.every(400, round)
    habits.more?.(self)
  }
}

export function refusesBlocked(self: CutOff, { src }: { src: string }): boolean {
  if (!self.node.peers.includes(src) || !self.blocked.has(src)) return true
  self.dropped++
  return false
}

export function givesUp(self: CutOff, peer: string, body: Body): void {
  if (self.blocked.has(peer)) self.dropped++
  else self.node.send(peer, body)
}

let client = 0

export function partition(at: number, node: string, ...blocked: string[]): Operation {
  return { at, client: `c${++client}`, node, body: { type: 'partition', blocked } }
}

export function heal(at: number, node: string): Operation {
  return { at, client: `c${++client}`, node, body: { type: 'heal' } }
}

export function status(at: number, node: string): Operation {
  return { at, client: `c${++client}`, node, body: { type: 'partition_status' } }
}

export function value(at: number, node: string, message: Value): Operation {
  return { at, client: `c${++client}`, node, body: { type: 'broadcast', message } }
}

/** Three nodes, 10 ms apart. */
export function ordered(main: Main, operations: Operation[], more: Partial<Plan> = {}): Run {
  return run(main, { nodes: ['n1', 'n2', 'n3'], operations, ...more })
}

/** n1 is told to block n2, which is told nothing and has the value 1002; n1 has 1001. */
export const oneBlocksOne: Operation[] = [
  status(1000.1, 'n1'),
  partition(1000.2, 'n1', 'n2'),
  status(1000.3, 'n1'),
  value(1000.3, 'n1', 1001),
  status(1000.3, 'n1'),
  value(1500, 'n2', 1002),
  status(1600, 'n1'),
  status(2000.5, 'n1'),
  heal(3000.5, 'n1'),
  status(3000.6, 'n1'),
  status(4000.5, 'n1'),
]

/** n1 is apart from n2 and n3, both ways, for five seconds; both sides take a value. */
export const twoGroups: Operation[] = [
  partition(1000.1, 'n1', 'n2', 'n3'),
  partition(1000.1, 'n2', 'n1'),
  partition(1000.1, 'n3', 'n1'),
  value(1500.1, 'n1', 1001),
  value(1500.1, 'n2', 1002),
  status(2000.1, 'n2'),
  heal(6000.1, 'n1'),
  heal(6000.1, 'n2'),
  heal(6000.1, 'n3'),
]
