/**
 * Wrong: in lww mode, too, a version that covers the other stays, whatever the clocks say. They decide between siblings
 * only, so a write taken by a clock that is behind wins over one of a later time.
 */
import type { Node } from 'gossip-workbench'

type Vector = { [client: string]: number }
type Version = { value: unknown; vc: Vector; time: number; by: string }

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
    const version = { value, vc, time: node.now(), by: node.id }
    store.set(key, mode === 'lww' ? [version] : siblings([...(store.get(key) ?? []), version]))
    return { type: 'vv_write_ok', vc }
  })

  node.on('vv_read', ({ key }) => {
    const held = store.get(key)
    if (held === undefined) throw node.error(20, 'no such key')
    const values = held.map(({ value, vc }) => ({ value, vc }))
    return { type: 'vv_read_ok', values, conflict: values.length > 1 }
  })

  node.on('state', ({ entries }) => {
    for (const [key, versions] of entries) {
      for (const { vc } of versions) note(key, vc)
      const both = [...(store.get(key) ?? []), ...versions]
      store.set(key, mode === 'lww' ? [newest(both)] : siblings(both))
    }
  })

  node.every(150, () => {
    for (const peer of node.peers) node.send(peer, { type: 'state', entries: [...store] })
  })
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

/** Of those that none covers the latest. */
function newest(versions: Version[]): Version {
  return siblings(versions).reduce((best, one) => (isLater(one, best) ? one : best))
}

function isLater(one: Version, other: Version): boolean {
  return one.time === other.time ? one.by > other.by : one.time > other.time
}
