import type { Node } from 'gossip-workbench'

type Value = number | string
type Waiting = { src: string; since: number; open: Set<string> }

/** Takes every silent neighbour for a child, and what is below it for its side of the tree. */
export default function (node: Node) {
  const neighbours = neighboursOf(node.nodeIds, node.id)
  const seen = new Set<Value>()
  const waiting = new Map<Value, Waiting>()
  let failures = 0
  let direct = 0
  let forwarded = 0

  function finish(message: Value) {
    const errand = waiting.get(message)
    if (errand === undefined || errand.open.size > 0) return
    waiting.delete(message)
    if (neighbours.includes(errand.src)) node.send(errand.src, { type: 'broadcast_ack', message })
  }

  node.on('topology', () => ({ type: 'topology_ok' }))

  node.on('broadcast', ({ message }, { src }) => {
    if (seen.has(message)) {
      if (neighbours.includes(src)) node.send(src, { type: 'broadcast_ack', message })
      return { type: 'broadcast_ok' }
    }
    seen.add(message)
    const open = new Set(neighbours.filter((id) => id !== src))
    for (const id of open) node.send(id, { type: 'broadcast', message })
    forwarded += open.size
    waiting.set(message, { src, since: node.now(), open })
    finish(message)
    return { type: 'broadcast_ok' }
  })

  node.on('broadcast_ack', ({ message }, { src }) => {
    waiting.get(message)?.open.delete(src)
    finish(message)
  })

  node.on('direct', ({ message }) => {
    seen.add(message)
  })

  node.on('check_acks', () => {
    let timedOut = 0
    let sent = 0
    for (const [message, { since, open }] of waiting) {
      if (node.now() - since < 500) continue
      for (const silent of open) {
        open.delete(silent)
        timedOut++
        for (const id of below(node.nodeIds, silent)) {
          node.send(id, { type: 'direct', message })
          sent++
        }
      }
      finish(message)
    }
    failures += timedOut
    direct += sent
    const pending = [...waiting.values()].reduce((sum, { open }) => sum + open.size, 0)
    return { type: 'check_acks_ok', pending, timed_out: timedOut, direct_sent: sent }
  })

  node.on('failure_stats', () => ({
    type: 'failure_stats_ok',
    total_failures: failures,
    direct_deliveries: direct,
  }))
  node.on('tree_info', () => ({ type: 'tree_info_ok', neighbors: neighbours, message_count: forwarded }))
  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}

/** In a binary tree over the list of nodes. */
function neighboursOf(ids: readonly string[], id: string): string[] {
  const place = ids.indexOf(id)
  const places = [Math.floor((place - 1) / 2), 2 * place + 1, 2 * place + 2]
  return places.flatMap((other) => ids[other] ?? [])
}

/** The node and everybody below it. */
function below(ids: readonly string[], id: string): string[] {
  const place = ids.indexOf(id)
  const children = [ids[2 * place + 1], ids[2 * place + 2]].filter((child) => child !== undefined)
  return [id, ...children.flatMap((child) => below(ids, child))]
}
