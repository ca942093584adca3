import type { Node } from '../../lib/node/api.ts'
import type { Value } from '../../lib/protocol/message.ts'
import { complete } from '../../lib/scenario/topologies.ts'
import type { Operation, Plan } from '../../lib/trace/plan.ts'
import { broadcaster } from './programs.ts'

/** To whom a node tells a value, given who told it, and when. */
export type Draw = (node: Node, src: string, value: Value) => { peers: readonly string[]; afterMs?: number }

export type Told = { first: boolean; stats: { received: number; forwarded: number; duplicates: number } }

/** Forwards once, to whom `draw` says; on `again` each time. Counts honestly, unless `count` says otherwise. */
export const waving =
  (draw: Draw, { again = false, count }: { again?: boolean; count?: (told: Told) => void } = {}) =>
  (node: Node) => {
    const stats = { received: 0, forwarded: 0, duplicates: 0 }
    const forward = (message: Value, src: string) => {
      const { peers, afterMs } = draw(node, src, message)
      const send = () => {
        for (const peer of peers) node.send(peer, { type: 'gossip', message })
        stats.forwarded += peers.length
      }
      if (afterMs === undefined) send()
      else node.after(afterMs, send)
    }
    const seen = broadcaster(node, forward)
    node.on('configure', () => ({ type: 'configure_ok' }))
    node.on('gossip', ({ message }, { src }) => {
      const first = !seen.has(message)
      stats.received++
      if (!first) stats.duplicates++
      count?.({ first, stats })
      seen.add(message)
      if (first || again) forward(message, src)
    })
    node.on('gossip_stats', () => ({ type: 'gossip_stats_ok', ...stats }))
  }

/** The first so many of the peers that may be told. */
export const firstOf =
  (most: number): Draw =>
  (node, src) => ({ peers: node.peers.filter((peer) => peer !== src).slice(0, most) })

/** So many nodes, all peers, these requests, and what tasks about waves may be asked. */
export function wavesPlan(size: number, operations: Operation[]): Partial<Plan> {
  return {
    topology: complete(size),
    operations,
    contract: {
      topology: { topology: 'topology' },
      configure: { fanout: 'integer' },
      broadcast: { message: 'value' },
      read: {},
      gossip_stats: {},
    },
  }
}

export function configure(at: number, node: string, fanout: number, client = 'c9'): Operation {
  return { at, client, node, body: { type: 'configure', fanout } }
}
