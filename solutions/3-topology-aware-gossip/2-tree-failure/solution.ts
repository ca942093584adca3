import type { Node } from 'gossip-workbench'

type Value = number | string

/** A neighbour that has not acknowledged a value for so long counts as silent. */
const patienceMs = 500
/** How long the node at which a value started waits for the others' receipts before it sends it to them itself. */
const receiptsMs = 1000

/**
 * Values go along a tree, and each neighbour acknowledges at once. That tells that the neighbour has a value, and
 * nothing of those behind it: it may crash before it sends it on. So every node also sends a receipt straight to the
 * node where the value started, which delivers to those it has not heard of. `check_acks` drives both.
 */
export default function (node: Node) {
  const tree = treeOf(node.nodeIds)
  const neighbours = tree.get(node.id) ?? []
  const seen = new Set<Value>()
  /** What has come by a message that spreads it; what was only caught up with may still have to be passed on. */
  const handled = new Set<Value>()
  const waiting = new Map<Value, Map<string, number>>()
  const receipts = new Map<Value, { since: number; missing: Set<string> }>()
  let messageCount = 0
  let totalFailures = 0
  let directDeliveries = 0

  function passOn(message: Value, origin: string, src: string) {
    if (handled.has(message)) return
    handled.add(message)
    seen.add(message)
    const since = node.now()
    const others = neighbours.filter((neighbour) => neighbour !== src)
    for (const neighbour of others) node.send(neighbour, { type: 'broadcast', message, origin })
    messageCount += others.length
    waiting.set(message, new Map(others.map((neighbour) => [neighbour, since])))
    if (origin === node.id) receipts.set(message, { since, missing: new Set(node.peers) })
    else node.send(origin, { type: 'receipt_ack', message })
  }

  function sendDirectly(message: Value, origin: string, to: Iterable<string>): number {
    let sent = 0
    for (const dest of to) {
      if (dest === node.id) continue
      node.send(dest, { type: 'direct', message, origin })
      sent++
    }
    directDeliveries += sent
    return sent
  }

  const origins = new Map<Value, string>()

  node.on('topology', () => ({ type: 'topology_ok' }))

  node.on('broadcast', ({ message, origin = node.id }, { src }) => {
    // Also when the value is known: whoever sent it waits.
    if (node.nodeIds.includes(src)) node.send(src, { type: 'broadcast_ack', message })
    if (!origins.has(message)) origins.set(message, origin)
    passOn(message, origin, src)
    return { type: 'broadcast_ok' }
  })

  // Everybody else on this side of the tree is sent it too, so it goes no further from here.
  node.on('direct', ({ message, origin }) => {
    handled.add(message)
    seen.add(message)
    node.send(origin, { type: 'receipt_ack', message })
  })

  node.on('broadcast_ack', ({ message }, { src }) => {
    waiting.get(message)?.delete(src)
  })

  node.on('receipt_ack', ({ message }, { src }) => {
    receipts.get(message)?.missing.delete(src)
  })

  node.on('check_acks', () => {
    const now = node.now()
    let timedOut = 0
    let directSent = 0
    for (const [message, since] of waiting) {
      for (const [neighbour, sentAt] of since) {
        if (now - sentAt < patienceMs) continue
        since.delete(neighbour)
        timedOut++
        directSent += sendDirectly(message, origins.get(message) ?? node.id, sideOf(tree, neighbour, node.id))
      }
      if (since.size === 0) waiting.delete(message)
    }
    for (const [message, { since, missing }] of receipts) {
      if (now - since < receiptsMs) continue
      receipts.delete(message)
      directSent += sendDirectly(message, node.id, missing)
    }
    totalFailures += timedOut
    const pending = [...waiting.values()].reduce((sum, since) => sum + since.size, 0)
    return { type: 'check_acks_ok', pending, timed_out: timedOut, direct_sent: directSent }
  })

  node.on('failure_stats', () => ({
    type: 'failure_stats_ok',
    total_failures: totalFailures,
    direct_deliveries: directDeliveries,
  }))

  node.on('tree_info', () => ({
    type: 'tree_info_ok',
    neighbors: neighbours,
    message_count: messageCount,
  }))

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))

  // Whoever starts may be starting again. What the neighbours hold is told as an answer, and goes no further.
  node.on('catch_up', () => ({ type: 'catch_up_ok', messages: [...seen] }))
  for (const neighbour of neighbours) {
    node.rpc(neighbour, { type: 'catch_up' }).then(
      ({ messages }) => {
        for (const message of messages) seen.add(message)
      },
      () => {}, // It is down itself; there are others.
    )
  }
}

/** Each node's neighbours in a binary tree over the list of nodes: the children of place i are at 2i + 1 and 2i + 2. */
function treeOf(ids: readonly string[]): Map<string, string[]> {
  const tree = new Map<string, string[]>(ids.map((id) => [id, []]))
  for (let place = 1; place < ids.length; place++) {
    const [child, parent] = [ids[place] as string, ids[Math.floor((place - 1) / 2)] as string]
    tree.get(child)?.push(parent)
    tree.get(parent)?.push(child)
  }
  return tree
}

/** All that is cut off when the edge between these two is: the far node and whoever is behind it. */
function sideOf(tree: Map<string, string[]>, far: string, near: string): Set<string> {
  const side = new Set([far])
  // What is added while a Set is walked is walked as well.
  for (const id of side) for (const next of tree.get(id) ?? []) if (next !== near) side.add(next)
  return side
}
