import type { Node } from 'gossip-workbench'

type Value = number | string

const roundEveryMs = 200
const fanout = 3

/**
 * Push–pull gossip that knows when it is done. Every 200 ms a node sends all it knows to three random neighbours, and
 * each answers with what the sender lacks. So after an exchange both know the same, and the answer proves it. Sets
 * only grow, hence the number of values says which version of its set a node had: a neighbour is up to date as long
 * as it has confirmed as many values as we hold. When all have, there is nothing to say until something new comes.
 */
export default function (node: Node) {
  const seen = new Set<Value>()
  let neighbours: string[] = []

  /** How many values a neighbour was known to share with us. A node that has just started knows that of nobody. */
  const confirmed = new Map<string, number>()
  const isUpToDate = (neighbour: string) => confirmed.get(neighbour) === seen.size

  function learn(messages: Value[]) {
    for (const message of messages) seen.add(message)
  }

  function exchange(neighbour: string) {
    const sent = [...seen]
    node.rpc(neighbour, { type: 'gossip', messages: sent }).then(
      ({ messages }) => {
        learn(messages)
        // Its set is now what we sent and what it added: those two have nothing in common.
        confirmed.set(neighbour, sent.length + messages.length)
      },
      () => {}, // Lost, or nobody there. It is not confirmed, so it will be drawn again.
    )
  }

  node.every(roundEveryMs, () => {
    const stale = shuffled(neighbours.filter((neighbour) => !isUpToDate(neighbour)))
    if (stale.length === 0) return
    // The others only fill up the round: who needs nothing more loses nothing by being left out.
    const others = shuffled(neighbours.filter(isUpToDate))
    for (const neighbour of [...stale, ...others].slice(0, fanout)) exchange(neighbour)
  })

  node.on('gossip', ({ messages }, { src }) => {
    learn(messages)
    const known = new Set<Value>(messages)
    const missing = [...seen].filter((value) => !known.has(value))
    // It holds what it sent. If that is less than we hold, it may even have forgotten: it crashed and came back.
    confirmed.set(src, messages.length)
    return { type: 'gossip_ok', messages: missing }
  })

  node.on('topology', ({ topology }) => {
    neighbours = topology[node.id] ?? []
    return { type: 'topology_ok' }
  })

  node.on('broadcast', ({ message }) => {
    seen.add(message)
    return { type: 'broadcast_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))

  /** A copy in random order, each order as likely as any other (Fisher and Yates). */
  function shuffled<T>(list: T[]): T[] {
    const copy = [...list]
    for (let last = copy.length - 1; last > 0; last--) {
      const other = Math.floor(node.random() * (last + 1))
      ;[copy[last], copy[other]] = [copy[other] as T, copy[last] as T]
    }
    return copy
  }
}
