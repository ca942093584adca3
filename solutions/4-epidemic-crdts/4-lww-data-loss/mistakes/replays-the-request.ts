/**
 * Wrong: it passes the client's request on to the other nodes, and they treat it as they treat a client's. There the
 * write comes from a node, and gets a vector of its own: one write, and as many versions as nodes.
 */
import type { Body, Node } from 'gossip-workbench'

type Vector = { [client: string]: number }
type Version = { value: unknown; vc: Vector }

export default function (node: Node) {
  let mode = 'vv'
  const store = new Map<string, Version[]>()
  const highest = new Map<string, Vector>()

  function note(key: string, vc: Vector): Vector {
    const known = { ...highest.get(key) }
    for (const client in vc) known[client] = Math.max(known[client] ?? 0, vc[client] ?? 0)
    highest.set(key, known)
    return known
  }

  node.on('set_mode', (body) => {
    mode = body.mode
    return { type: 'set_mode_ok' }
  })

  node.on('vv_write', ({ key, value, context }, { src }) => {
    const vc = { ...context, [src]: (note(key, context)[src] ?? 0) + 1 }
    note(key, vc)
    const version = { value, vc }
    store.set(key, mode === 'lww' ? [version] : siblings([...(store.get(key) ?? []), version]))
    // What comes from a peer goes no further.
    if (!node.nodeIds.includes(src)) {
      for (const peer of node.peers) deliver(peer, { type: 'vv_write', key, value, context })
    }
    return { type: 'vv_write_ok', vc }
  })

  node.on('vv_read', ({ key }) => {
    const held = store.get(key)
    if (held === undefined) throw node.error(20, 'no such key')
    const values = held.map(({ value, vc }) => ({ value, vc }))
    return { type: 'vv_read_ok', values, conflict: values.length > 1 }
  })

  async function deliver(peer: string, write: Body) {
    for (;;) {
      try {
        return await node.rpc(peer, write)
      } catch {
        // Again, until it is there.
      }
    }
  }
}

function siblings(versions: Version[]): Version[] {
  const once = versions.filter(
    (version, index) => versions.findIndex(({ vc }) => same(vc, version.vc)) === index,
  )
  return once.filter((version) => !once.some(({ vc }) => !same(vc, version.vc) && atLeast(vc, version.vc)))
}

function atLeast(one: Vector, other: Vector): boolean {
  return Object.keys(other).every((client) => (one[client] ?? 0) >= (other[client] ?? 0))
}

function same(one: Vector, other: Vector): boolean {
  return atLeast(one, other) && atLeast(other, one)
}
