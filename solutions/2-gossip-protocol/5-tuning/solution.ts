import type { Node } from 'gossip-workbench'

type Value = number | string
/** The values that clients gave to one node, by number from 0 on; there may be holes where some are on their way. */
type Log = { origin: string; from: number; values: Value[] }

/** How long the hub collects what comes in. It is what the slowest value waits besides two hops. */
const collectMs = 150

/**
 * One node is the hub. The others pass it what clients bring; it collects for a moment and tells everybody in one
 * message each. So a value takes two hops and a short wait, and messages do not grow with the number of values.
 *
 * The hub is no point of failure for what is known, only for how fast it spreads: every interval each node compares
 * with the hub, and with fanout − 1 random peers, how far it has each node's values, and both fill each other's gaps.
 * That brings back whatever was lost, on whichever side of a partition.
 */
export default function (node: Node) {
  const hub = node.nodeIds[0] ?? node.id
  const seen = new Set<Value>()
  const logs = new Map<string, (Value | undefined)[]>()
  let collected: Log[] = []
  let isCollecting = false
  let received = 0
  let sent = 0
  let fanout = 1
  let timer = node.every(1000, repair)

  node.on('topology', () => ({ type: 'topology_ok' }))
  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))

  node.on('configure', ({ fanout: peers, gossip_interval_ms }) => {
    fanout = peers
    timer.cancel()
    timer = node.every(gossip_interval_ms, repair)
    return { type: 'configure_ok' }
  })

  node.on('gossip_stats', () => ({
    type: 'gossip_stats_ok',
    broadcasts_received: received,
    gossip_messages_sent: sent,
    messages_per_op: received === 0 ? 0 : sent / received,
    unique_messages: seen.size,
  }))

  node.on('broadcast', ({ message }) => {
    received++
    const log = { origin: node.id, from: logOf(node.id).length, values: [message] }
    if (node.id === hub) take([log])
    else {
      store([log])
      tell(hub, { type: 'up', logs: [log] })
    }
    return { type: 'broadcast_ok' }
  })

  node.on('up', (body) => take(body.logs))
  node.on('down', (body) => void store(body.logs))

  node.on('compare', ({ have, logs }) => {
    take(logs)
    return { type: 'compare_ok', have: prefixes(), logs: beyond(have) }
  })

  /** Stores, and at the hub collects what was new, for all. */
  function take(arrived: Log[]) {
    const fresh = store(arrived)
    if (node.id !== hub || fresh.length === 0) return
    collected.push(...fresh)
    if (isCollecting) return
    isCollecting = true
    node.after(collectMs, () => {
      isCollecting = false
      for (const peer of node.peers) tell(peer, { type: 'down', logs: collected })
      collected = []
    })
  }

  function repair() {
    const urn = node.peers.filter((peer) => peer !== hub)
    const peers = node.id === hub ? [] : [hub]
    while (peers.length < fanout && urn.length > 0)
      peers.push(...urn.splice(Math.floor(node.random() * urn.length), 1))
    for (const peer of peers) compare(peer).catch(() => {})
  }

  /** Both know at the end what either did. A question without an answer is asked again by the next round. */
  async function compare(peer: string) {
    sent++
    const answer = await node.rpc(peer, { type: 'compare', have: prefixes(), logs: [] })
    take(answer.logs)
    const missing = beyond(answer.have)
    if (missing.length > 0) tell(peer, { type: 'up', logs: missing })
  }

  function tell(peer: string, body: { type: string; logs: Log[] }) {
    sent++
    node.send(peer, body)
  }

  /** The parts of it that were unknown. */
  function store(arrived: Log[]): Log[] {
    return arrived.flatMap(({ origin, from, values }) => {
      const log = logOf(origin)
      const isKnown = values.every((_, index) => log[from + index] !== undefined)
      for (const [index, value] of values.entries()) {
        log[from + index] = value
        seen.add(value)
      }
      return isKnown ? [] : [{ origin, from, values }]
    })
  }

  /** For each node, how many of its values are known without a gap. */
  function prefixes(): { [origin: string]: number } {
    return Object.fromEntries([...logs].map(([origin, log]) => [origin, prefixOf(log)]))
  }

  /** What is known beyond these. */
  function beyond(have: { [origin: string]: number }): Log[] {
    return [...logs].flatMap(([origin, log]) => {
      const from = have[origin] ?? 0
      const values = log.slice(from, prefixOf(log)) as Value[]
      return values.length === 0 ? [] : [{ origin, from, values }]
    })
  }

  function logOf(origin: string): (Value | undefined)[] {
    const log = logs.get(origin) ?? []
    logs.set(origin, log)
    return log
  }
}

function prefixOf(log: (Value | undefined)[]): number {
  let length = 0
  while (length < log.length && log[length] !== undefined) length++
  return length
}
