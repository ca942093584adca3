/*
 * Built in plain JavaScript around an outbox that a clock empties every 25 ms. The peers come from the topology, are
 * picked by their place until there are enough different ones, and who told us is remembered with the value.
 */

/** @param {import('gossip-workbench').Node} node */
export default function (node) {
  /** @type {Map<string, { value: string | number, from: string }>} */
  const heard = new Map()
  /** @type {{ value: string | number, from: string }[]} */
  let outbox = []
  /** @type {string[]} */
  let neighbours = [...node.peers]
  let fanout = 2
  let received = 0
  let forwarded = 0
  let duplicates = 0

  /** @param {string | number} value @param {string} from */
  function hear(value, from) {
    const key = JSON.stringify(value)
    if (heard.has(key)) return false
    heard.set(key, { value, from })
    outbox.push({ value, from })
    return true
  }

  setInterval(() => {
    const waiting = outbox
    outbox = []
    for (const { value, from } of waiting) {
      const candidates = neighbours.filter((id) => id !== from)
      const places = new Set()
      const wanted = Math.min(fanout, candidates.length)
      while (places.size < wanted) places.add(Math.floor(Math.random() * candidates.length))
      candidates.forEach((id, place) => {
        if (!places.has(place)) return
        node.send(id, { type: 'gossip', message: value, from: node.id })
        forwarded++
      })
    }
  }, 25)

  node.on('topology', (body, message) => {
    neighbours = body.topology[node.id] || []
    node.reply(message, { type: 'topology_ok' })
  })
  node.on('configure', (body) => {
    fanout = body.fanout
    return { type: 'configure_ok' }
  })
  node.on('broadcast', (body, message) => {
    hear(body.message, message.src)
    node.reply(message, { type: 'broadcast_ok' })
  })
  node.on('gossip', (body, message) => {
    received++
    if (!hear(body.message, message.src)) duplicates++
  })
  node.on('read', () => ({ type: 'read_ok', messages: [...heard.values()].map(({ value }) => value) }))
  node.on('gossip_stats', () => ({ type: 'gossip_stats_ok', received, forwarded, duplicates }))
}
