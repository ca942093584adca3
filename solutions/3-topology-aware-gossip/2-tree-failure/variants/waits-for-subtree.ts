import type { Node } from 'gossip-workbench'

type Value = number | string

/** What this node still waits for before it can say that everybody behind it has a value. */
type Errand = { from: string | undefined; since: number; open: Set<string> }

/**
 * An acknowledgement here means that the whole subtree has the value: it goes out when those of all neighbours behind
 * have come, so there is nothing else that need be checked. When somebody is silent, everybody on the way to it waits
 * in vain, and all of them send directly.
 */
export default function (node: Node) {
  const tree = new Tree(node.nodeIds)
  const errands = new Map<Value, Errand>()
  const seen = new Set<Value>()
  const total = { failures: 0, direct: 0, forwarded: 0 }

  function acknowledge(message: Value, to: string | undefined) {
    if (to !== undefined) node.send(to, { type: 'broadcast_ack', message })
  }

  function settle(message: Value, errand: Errand) {
    if (errand.open.size > 0) return
    errands.delete(message)
    acknowledge(message, errand.from)
  }

  node.on('topology', () => ({ type: 'topology_ok' }))

  node.on('broadcast', ({ message }, { src }) => {
    const from = node.nodeIds.includes(src) ? src : undefined
    if (seen.has(message)) {
      if (!errands.has(message)) acknowledge(message, from)
      return { type: 'broadcast_ok' }
    }
    seen.add(message)
    const behind = tree.neighbours(node.id).filter((id) => id !== src)
    for (const id of behind) node.send(id, { type: 'broadcast', message })
    total.forwarded += behind.length
    const errand = { from, since: node.now(), open: new Set(behind) }
    errands.set(message, errand)
    settle(message, errand)
    return { type: 'broadcast_ok' }
  })

  node.on('broadcast_ack', ({ message }, { src }) => {
    const errand = errands.get(message)
    if (errand === undefined) return
    errand.open.delete(src)
    settle(message, errand)
  })

  node.on('delivery', ({ message }) => {
    seen.add(message)
  })

  node.on('check_acks', () => {
    let timedOut = 0
    let sent = 0
    for (const [message, errand] of errands) {
      if (node.now() - errand.since < 500) continue
      for (const silent of errand.open) {
        timedOut++
        for (const id of tree.behind(silent, node.id)) {
          node.send(id, { type: 'delivery', message })
          sent++
        }
      }
      errand.open.clear()
      settle(message, errand)
    }
    total.failures += timedOut
    total.direct += sent
    let pending = 0
    for (const { open } of errands.values()) pending += open.size
    return { type: 'check_acks_ok', pending, timed_out: timedOut, direct_sent: sent }
  })

  node.on('failure_stats', () => {
    return { type: 'failure_stats_ok', total_failures: total.failures, direct_deliveries: total.direct }
  })

  node.on('tree_info', () => {
    return { type: 'tree_info_ok', neighbors: tree.neighbours(node.id), message_count: total.forwarded }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}

/** Each node but the first hangs on one of those before it, three on each. */
class Tree {
  readonly #ids: readonly string[]

  constructor(ids: readonly string[]) {
    this.#ids = ids
  }

  neighbours(id: string): string[] {
    const place = this.#ids.indexOf(id)
    const parent = Math.floor((place - 1) / 3)
    return this.#ids.filter(
      (_, other) => (place > 0 && other === parent) || (other > 0 && Math.floor((other - 1) / 3) === place),
    )
  }

  /** Who is behind this neighbour, the neighbour left out: it has been sent the value already. */
  behind(neighbour: string, me: string): string[] {
    return this.neighbours(neighbour)
      .filter((id) => id !== me)
      .flatMap((id) => [id, ...this.behind(id, neighbour)])
  }
}
