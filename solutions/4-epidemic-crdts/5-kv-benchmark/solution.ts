import type { Node } from 'gossip-workbench'

/** A value with all that decides which of two wins, and when its client wrote it. */
type Entry = { key: string; value: unknown; at: number; node: string; seq: number }

/** How far a node has come with the writes of each other one: its largest `seq` of them. */
type Versions = [key: string, at: number, node: string, seq: number][]

const fanout = 3
const everyMs = 250

/**
 * News travels in a wave, at once: whoever hears of an entry for the first time tells three others. What the wave
 * leaves out, or the network drops, a round of anti-entropy brings: now and then each node sends somebody the versions
 * that it holds, and each gives the other what is newer.
 */
export default function (node: Node) {
  const store = new Map<string, Entry>()
  const lags: number[] = []
  let writes = 0
  let messages = 0

  /** Everything that is no answer leaves here, and is counted here. */
  function tell(peer: string, body: { type: string; [field: string]: unknown }) {
    messages++
    node.send(peer, body)
  }

  function spread(entries: Entry[], except: string) {
    const others = node.peers.filter((peer) => peer !== except)
    for (let left = Math.min(fanout, others.length); left > 0; left--) {
      const [peer] = others.splice(Math.floor(node.random() * others.length), 1)
      if (peer !== undefined) tell(peer, { type: 'news', entries })
    }
  }

  /** Takes what wins over what is held here; returns that. */
  function merge(entries: Entry[]): Entry[] {
    const taken = entries.filter((entry) => {
      const held = store.get(entry.key)
      if (held !== undefined && !wins(entry, held)) return false
      store.set(entry.key, entry)
      return true
    })
    for (const { at } of taken) lags.push(node.now() - at)
    return taken
  }

  node.on('bench_write', ({ key, value }) => {
    const entry = { key, value, at: node.now(), node: node.id, seq: ++writes }
    store.set(key, entry)
    spread([entry], node.id)
    return { type: 'bench_write_ok', write_id: writes }
  })

  node.on('news', ({ entries }, { src }) => {
    const taken = merge(entries)
    if (taken.length > 0) spread(taken, src)
  })

  // What we hold, to somebody who answers with what is newer there, and asks for what is newer here.
  node.every(everyMs, () => {
    const peer = node.peers[Math.floor(node.random() * node.peers.length)]
    if (peer !== undefined) tell(peer, { type: 'versions', versions: versionsOf(store), reply: true })
  })

  node.on('versions', ({ versions, reply }, { src }) => {
    const theirs = new Map(
      (versions as Versions).map(([key, at, from, seq]) => [key, { at, node: from, seq }]),
    )
    const newer = [...store.values()].filter((entry) => {
      const other = theirs.get(entry.key)
      return other === undefined || wins(entry, other)
    })
    if (newer.length > 0) tell(src, { type: 'news', entries: newer })
    const isBehind = [...theirs].some(([key, other]) => {
      const held = store.get(key)
      return held === undefined || wins(other, held)
    })
    if (reply && isBehind) tell(src, { type: 'versions', versions: versionsOf(store), reply: false })
  })

  node.on('bench_read', ({ key }) => {
    const held = store.get(key)
    if (held === undefined) throw node.error(20, `nobody has written ${JSON.stringify(key)}`)
    return { type: 'bench_read_ok', value: held.value }
  })

  node.on('bench_report', () => {
    return {
      type: 'bench_report_ok',
      total_writes: writes,
      total_gossip_msgs: messages,
      msgs_per_write: writes === 0 ? 0 : messages / writes,
      keys_stored: store.size,
      convergence_ms: percentiles(lags),
    }
  })
}

type Stamp = Pick<Entry, 'at' | 'node' | 'seq'>

/** The later one; of two in the same millisecond that of the node with the larger name, and its own later one. */
function wins(one: Stamp, other: Stamp): boolean {
  if (one.at !== other.at) return one.at > other.at
  if (one.node !== other.node) return one.node > other.node
  return one.seq > other.seq
}

function versionsOf(store: Map<string, Entry>): Versions {
  return Array.from(store.values(), ({ key, at, node, seq }) => [key, at, node, seq])
}

function percentiles(times: number[]) {
  const sorted = [...times].sort((a, b) => a - b)
  const ranked = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? 0
  return { p50: ranked(0.5), p95: ranked(0.95), max: ranked(1) }
}
