import type { Node } from 'gossip-workbench'

type Value = number | string

/**
 * The acknowledgement is the answer to a request that is given half a second, and it comes when all behind a node
 * have answered: no timers, no table of what waits, only promises.
 */
export default function (node: Node) {
  const { nodeIds, id: me } = node
  const own = nodeIds.indexOf(me)
  const parent = own === 0 ? [] : [nodeIds[Math.floor((own - 1) / 4)] as string]
  const neighbours = [...parent, ...childrenOf(me)]
  const seen = new Set<Value>()
  let pending = 0
  let failures = 0
  let direct = 0
  let forwarded = 0

  function childrenOf(id: string): string[] {
    const place = nodeIds.indexOf(id)
    return nodeIds.slice(4 * place + 1, 4 * place + 5)
  }

  function subtree(id: string): string[] {
    return [id, ...childrenOf(id).flatMap(subtree)]
  }

  /** Everybody who is reached by way of this neighbour. */
  function side(neighbour: string): string[] {
    if (!parent.includes(neighbour)) return subtree(neighbour)
    const mine = new Set(subtree(me))
    return nodeIds.filter((id) => !mine.has(id))
  }

  async function forward(message: Value, to: string) {
    pending++
    forwarded++
    try {
      await node.rpc(to, { type: 'broadcast', message }, { timeoutMs: 500 })
      pending--
    } catch {
      pending--
      failures++
      for (const id of side(to)) {
        node.send(id, { type: 'direct', message })
        direct++
      }
    }
  }

  node.on('topology', () => ({ type: 'topology_ok' }))

  node.on('broadcast', async ({ message }, { src }) => {
    const isNew = !seen.has(message)
    seen.add(message)
    const others = isNew ? neighbours.filter((id) => id !== src) : []
    const done = Promise.all(others.map((id) => forward(message, id)))
    if (!nodeIds.includes(src)) return { type: 'broadcast_ok' }
    await done
    return { type: 'broadcast_ack', message }
  })

  node.on('direct', ({ message }) => {
    seen.add(message)
  })

  // Every time-out has acted by itself, so there is nothing left to do but count.
  node.on('check_acks', () => ({ type: 'check_acks_ok', pending, timed_out: 0, direct_sent: 0 }))
  node.on('failure_stats', () => ({
    type: 'failure_stats_ok',
    total_failures: failures,
    direct_deliveries: direct,
  }))
  node.on('tree_info', () => ({ type: 'tree_info_ok', neighbors: neighbours, message_count: forwarded }))
  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
