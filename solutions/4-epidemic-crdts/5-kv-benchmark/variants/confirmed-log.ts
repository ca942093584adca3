import type { Node } from 'gossip-workbench'

/*
 * No gossip at all: each node keeps a log of what its own clients wrote and brings every other node up to date by rpc,
 * one call at a time, again until it is confirmed. Times are Lamport's, so that no clock is needed; no star, since
 * nobody tells how long it took.
 */

type Entry = { key: string; value: unknown; time: number; node: string }

const patienceMs = 300

export default function (node: Node) {
  const replica = new Replica(node.id)
  const links = node.peers.map((peer) => new Link(node, peer, replica.log))

  node.on('bench_write', async ({ key, value }) => {
    const write_id = replica.write(key, value)
    for (const link of links) link.wake()
    return { type: 'bench_write_ok', write_id }
  })

  node.on('append', async ({ entries }: { entries: Entry[] }) => {
    for (const entry of entries) replica.apply(entry)
    return { type: 'append_ok' }
  })

  node.on('bench_read', async ({ key }) => {
    const entry = replica.store.get(key)
    if (entry === undefined) throw node.error(20, `${key}?`)
    return { type: 'bench_read_ok', value: entry.value }
  })

  node.on('bench_report', () => {
    const total_writes = replica.log.length
    const total_gossip_msgs = links.reduce((sum, { calls }) => sum + calls, 0)
    return {
      type: 'bench_report_ok',
      total_writes,
      total_gossip_msgs,
      msgs_per_write: Math.round((100 * total_gossip_msgs) / Math.max(1, total_writes)) / 100,
      keys_stored: replica.store.size,
    }
  })
}

class Replica {
  readonly store = new Map<string, Entry>()
  readonly log: Entry[] = []
  readonly #id: string
  #time = 0

  constructor(id: string) {
    this.#id = id
  }

  write(key: string, value: unknown): number {
    const entry = { key, value, time: this.#time + 1, node: this.#id }
    this.apply(entry)
    return this.log.push(entry)
  }

  apply(entry: Entry): void {
    this.#time = Math.max(this.#time, entry.time)
    const held = this.store.get(entry.key)
    const wins =
      held === undefined || entry.time > held.time || (entry.time === held.time && entry.node > held.node)
    if (wins) this.store.set(entry.key, entry)
  }
}

/** What one peer has confirmed of our log, and the calls that it took. */
class Link {
  calls = 0
  #confirmed = 0
  #isBusy = false
  readonly #node: Node
  readonly #peer: string
  readonly #log: Entry[]

  constructor(node: Node, peer: string, log: Entry[]) {
    this.#node = node
    this.#peer = peer
    this.#log = log
  }

  async wake(): Promise<void> {
    if (this.#isBusy) return
    this.#isBusy = true
    while (this.#confirmed < this.#log.length) {
      const { length } = this.#log
      this.calls++
      try {
        const entries = this.#log.slice(this.#confirmed)
        await this.#node.rpc(this.#peer, { type: 'append', entries }, { timeoutMs: patienceMs })
        this.#confirmed = length
      } catch {
        // No answer in time: the same again, and whatever has come since.
      }
    }
    this.#isBusy = false
  }
}
