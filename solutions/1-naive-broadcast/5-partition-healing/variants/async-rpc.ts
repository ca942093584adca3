/**
 * Built on `await node.rpc` in a loop: each value has a task of its own for each neighbour, which ends when the
 * neighbour has answered. Short and right; with many values waiting it sends much, so it lacks a star.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  let neighbours: string[] = []

  async function deliver(message: Value, neighbour: string) {
    for (;;) {
      try {
        await node.rpc(neighbour, { type: 'broadcast', message }, { timeoutMs: 700 })
        return
      } catch {
        // The time-out was the pause. Again.
      }
    }
  }

  node.on('topology', ({ topology }) => {
    neighbours = topology[node.id] ?? []
    for (const message of seen) for (const neighbour of neighbours) void deliver(message, neighbour)
    return { type: 'topology_ok' }
  })

  node.on('broadcast', async ({ message }, { src }) => {
    if (!seen.has(message)) {
      seen.add(message)
      for (const neighbour of neighbours) if (neighbour !== src) void deliver(message, neighbour)
    }
    return { type: 'broadcast_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
