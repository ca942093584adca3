import type { Node } from 'gossip-workbench'

/** How many writes of each client a version builds on. A client that is not named stands at 0. */
type Vector = { [client: string]: number }

/** One write: its value, what it builds on, and when and where it was taken. */
type Version = { value: unknown; vc: Vector; clock: number; node: string }

/**
 * Two rules for the same store. `vv` keeps every version that no other one builds on, so writes that knew nothing of
 * each other stand side by side until somebody writes who has read both. `lww` keeps the version with the latest
 * clock, and nobody is told what became of the others.
 */
export default function (node: Node) {
  let mode: 'lww' | 'vv' = 'vv'
  const store = new Map<string, Version[]>()
  // The largest entry ever met, by key. Where the latest write wins, what is stored does not tell it: the versions
  // that lost are gone, and yet their numbers must not be given out again.
  const met = new Map<string, Vector>()
  let ticked = 0

  /** Takes note of a vector, wherever it came from; returns all that is known of the key's clients. */
  function meet(key: string, vc: Vector): Vector {
    const all = pointwiseMaximum([met.get(key) ?? {}, vc])
    met.set(key, all)
    return all
  }

  /** This node's clock, but never the same twice: of two writes in one millisecond the second is the later. */
  function tick(): number {
    ticked = Math.max(node.now(), ticked + 1)
    return ticked
  }

  node.on('set_mode', (body) => {
    mode = body.mode
    return { type: 'set_mode_ok' }
  })

  node.on('vv_write', ({ key, value, context }, { src }) => {
    const vc = { ...context, [src]: (meet(key, context)[src] ?? 0) + 1 }
    meet(key, vc)
    const version = { value, vc, clock: tick(), node: node.id }
    const held = mode === 'lww' ? [] : (store.get(key) ?? [])
    store.set(key, maximal([...held, version]))
    return { type: 'vv_write_ok', vc }
  })

  node.on('vv_read', ({ key }) => {
    const held = store.get(key)
    if (held === undefined) throw node.error(20, `nobody has written ${JSON.stringify(key)} as far as I know`)
    return {
      type: 'vv_read_ok',
      values: held.map(({ value, vc }) => ({ value, vc })),
      conflict: held.length > 1,
      context: pointwiseMaximum(held.map(({ vc }) => vc)),
    }
  })

  // A list of pairs, because an object cannot have every key: "__proto__" would be lost.
  const everything = () => [...store]

  function merge(entries: [string, Version[]][]) {
    for (const [key, versions] of entries) {
      for (const { vc } of versions) meet(key, vc)
      const both = [...(store.get(key) ?? []), ...versions]
      store.set(key, mode === 'lww' ? [both.reduce(latest)] : maximal(both))
    }
  }

  node.on('exchange', ({ entries }) => {
    merge(entries)
    return { type: 'exchange_ok', entries: everything() }
  })

  node.every(200, async () => {
    const peer = node.peers[Math.floor(node.random() * node.peers.length)]
    if (peer === undefined) return
    try {
      const answer = await node.rpc(peer, { type: 'exchange', entries: everything() }, { timeoutMs: 500 })
      merge(answer.entries)
    } catch {
      // Lost, or cut off. The next round asks somebody else, or the same again.
    }
  })
}

/** The versions that no other one builds on, each once. */
function maximal(versions: Version[]): Version[] {
  return versions.filter((version, index) =>
    versions.every((other, place) => {
      if (!covers(other.vc, version.vc)) return true
      // It covers the other in its turn only if both are the same write: then the first copy stays.
      return covers(version.vc, other.vc) && index <= place
    }),
  )
}

/** Whether whoever wrote `above` had seen all that `below` had. */
function covers(above: Vector, below: Vector): boolean {
  return Object.entries(below).every(([client, count]) => (above[client] ?? 0) >= count)
}

function pointwiseMaximum(vectors: Vector[]): Vector {
  const all: Vector = {}
  for (const vector of vectors) {
    for (const [client, count] of Object.entries(vector)) all[client] = Math.max(all[client] ?? 0, count)
  }
  return all
}

/** No two writes of one node share a clock, so the node's name decides every tie. */
function latest(one: Version, other: Version): Version {
  if (one.clock !== other.clock) return one.clock > other.clock ? one : other
  return one.node >= other.node ? one : other
}
