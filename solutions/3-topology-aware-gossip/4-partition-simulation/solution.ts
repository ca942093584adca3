import type { Node } from 'gossip-workbench'

type Value = number | string

/** How often each node compares with every peer; with 20 ms there and back, all are equal well within a second. */
const everyMs = 500

/**
 * A partition made by the nodes themselves. There are two doors, and each is in one place: whatever comes in passes the
 * filter, whatever goes out passes `ask`. Nothing else in the program knows of partitions, and so nothing can forget
 * them. What was missed needs no list either: a round brings any two nodes together, whatever each of them lacks.
 */
export default function (node: Node) {
  const seen = new Set<Value>()
  let blocked = new Set<string>()
  let dropped = 0

  // Clients are no peers, so a client is heard even if its name stands in the list.
  node.filter(({ src }) => {
    if (!isBlocked(src)) return true
    dropped++
    return false
  })

  node.on('partition', (body) => {
    blocked = new Set(body.blocked)
    return { type: 'partition_ok' }
  })

  node.on('heal', () => {
    blocked = new Set()
    return { type: 'heal_ok' }
  })

  node.on('partition_status', () => ({
    type: 'partition_status_ok',
    blocked: [...blocked].sort(),
    is_partitioned: blocked.size > 0,
    messages_dropped: dropped,
  }))

  node.on('topology', () => ({ type: 'topology_ok' }))

  node.on('broadcast', ({ message }) => {
    if (!seen.has(message)) {
      seen.add(message)
      for (const peer of node.peers) compare(peer)
    }
    return { type: 'broadcast_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))

  // The answer holds what the other one lacks, so that after an exchange both know the same.
  node.on('sync', ({ messages }: { messages: Value[] }) => {
    const theirs = new Set(messages)
    const lacking = [...seen].filter((value) => !theirs.has(value))
    learn(messages)
    return { type: 'sync_ok', messages: lacking }
  })

  node.every(everyMs, () => {
    for (const peer of node.peers) compare(peer)
  })

  function compare(peer: string) {
    ask(peer, { type: 'sync', messages: [...seen] }).then(
      ({ messages }) => learn(messages),
      () => {}, // Given up, or blocked over there: the next round will do.
    )
  }

  /** The only way out. */
  async function ask(
    peer: string,
    body: { type: string; messages: Value[] },
  ): Promise<{ messages: Value[] }> {
    if (!isBlocked(peer)) return node.rpc(peer, body)
    dropped++
    throw node.error(11, `${peer} is blocked`)
  }

  function isBlocked(name: string): boolean {
    return node.peers.includes(name) && blocked.has(name)
  }

  function learn(messages: Value[]) {
    for (const message of messages) seen.add(message)
  }
}
