/*
 * Built in plain JavaScript on a spanning tree instead of a flood: everybody derives the same one from the map, and
 * each of its edges has an outbox at either end. The types in comments are for editors.
 */

/** @param {import('gossip-workbench').Node} node */
export default function (node) {
  /** @type {Set<string | number>} */
  const seen = new Set()
  /** @type {Map<string, { values: (string | number)[], timer: any }>} by the node at the other end of the edge */
  const outboxes = new Map()
  let limit = 10
  let delay = 50

  /** Breadth first from the first node; neighbours in their own order. @param {Record<string, string[]>} map */
  function edgesHere(map) {
    const parent = new Map([[node.nodeIds[0], '']])
    for (const id of parent.keys()) {
      for (const other of map[id] || []) if (!parent.has(other)) parent.set(other, id)
    }
    return node.peers.filter((id) => parent.get(id) === node.id || parent.get(node.id) === id)
  }

  /** @param {string} id */
  function empty(id) {
    const box = outboxes.get(id)
    clearTimeout(box.timer)
    box.timer = undefined
    while (box.values.length > 0) node.send(id, { type: 'batch', messages: box.values.splice(0, limit) })
  }

  /** @param {string | number} value @param {string} from */
  function store(value, from) {
    if (seen.has(value)) return
    seen.add(value)
    for (const [id, box] of outboxes) {
      if (id === from) continue
      box.values.push(value)
      if (box.values.length >= limit) empty(id)
      else if (box.timer === undefined) box.timer = setTimeout(() => empty(id), delay)
    }
  }

  node.on('topology', (body) => {
    for (const id of edgesHere(body.topology)) outboxes.set(id, { values: [], timer: undefined })
    return { type: 'topology_ok' }
  })

  node.on('configure', (body) => {
    limit = body.max_batch
    delay = body.max_delay_ms
    for (const id of outboxes.keys()) empty(id)
    return { type: 'configure_ok' }
  })

  node.on('broadcast', (body, message) => {
    node.reply(message, { type: 'broadcast_ok' })
    store(body.message, message.src)
  })

  node.on('batch', (body, message) => {
    for (const value of body.messages) store(value, message.src)
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
