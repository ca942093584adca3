/**
 * Built as a log: a node keeps every write it has ever heard of, in a set that only grows, and works out what remains
 * when it is asked. So putting two nodes' logs together is a union, and what is covered needs no removing.
 */
export default function (node) {
  let mode = 'vv'
  const log = new Map() // by key, then by who wrote and the how manieth: "c1 3"

  function writesOf(key) {
    if (!log.has(key)) log.set(key, new Map())
    return log.get(key)
  }

  function add(key, write) {
    writesOf(key).set(`${write.client} ${write.vc[write.client]}`, write)
  }

  function covers(a, b) {
    return a !== b && Object.keys(b.vc).every((client) => (a.vc[client] || 0) >= b.vc[client])
  }

  function isLater(a, b) {
    return a.clock > b.clock || (a.clock === b.clock && a.node > b.node)
  }

  function remaining(key) {
    const writes = [...writesOf(key).values()]
    if (mode === 'vv') return writes.filter((write) => !writes.some((other) => covers(other, write)))
    return writes.filter((write) => !writes.some((other) => isLater(other, write)))
  }

  node.on('set_mode', (body) => {
    mode = body.mode
    return { type: 'set_mode_ok' }
  })

  node.on('vv_write', ({ key, value, context }, { src }) => {
    const known = [context, ...[...writesOf(key).values()].map(({ vc }) => vc)].map((vc) => vc[src] || 0)
    const vc = { ...context, [src]: Math.max(...known) + 1 }
    // As in the task before: later than anything that this node has seen under the key.
    const seen = [...writesOf(key).values()].map(({ clock }) => clock + 1)
    add(key, { client: src, value, vc, clock: Math.max(node.now(), ...seen), node: node.id })
    return { type: 'vv_write_ok', vc }
  })

  node.on('vv_read', ({ key }) => {
    const values = remaining(key).map(({ value, vc }) => ({ value, vc }))
    if (values.length === 0) throw node.error(20, 'no such key')
    return { type: 'vv_read_ok', values, conflict: values.length > 1 }
  })

  node.on('log', ({ lines }) => {
    for (const [key, write] of lines) add(key, write)
  })

  setInterval(() => {
    const lines = [...log].flatMap(([key, writes]) => [...writes.values()].map((write) => [key, write]))
    for (const peer of node.peers) node.send(peer, { type: 'log', lines })
  }, 400)
}
