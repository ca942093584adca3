/**
 * Acknowledges at once, and watches the neighbours' pulse: when one is silent for too long, the values that it was
 * sent shortly before go to its side of the tree again, acknowledged or not. One timer for each value and neighbour.
 * @param {import('gossip-workbench').Node} node
 */
export default function (node) {
  const ids = node.nodeIds
  const place = ids.indexOf(node.id)
  // Two rows of at most seven children each, and so on down.
  const up = place === 0 ? [] : [ids[Math.floor((place - 1) / 7)]]
  const down = ids.filter((_, other) => other > 0 && Math.floor((other - 1) / 7) === place)
  const neighbours = [...up, ...down]
  const seen = new Set()
  /** @type {Map<string, { heardAt: number, isSilent: boolean, recent: { message: number | string, at: number }[] }>} */
  const pulses = new Map(neighbours.map((id) => [id, { heardAt: node.now(), isSilent: false, recent: [] }]))
  /** @type {Map<string, import('gossip-workbench').Timer>} */
  const timers = new Map()
  let failures = 0
  let direct = 0
  let forwarded = 0

  /** @param {string} id @returns {string[]} */
  const below = (id) => {
    const children = ids.filter((_, other) => other > 0 && ids[Math.floor((other - 1) / 7)] === id)
    return [id, ...children.flatMap(below)]
  }

  /** @param {string} neighbour @param {number | string} message */
  const deliver = (neighbour, message) => {
    const mine = new Set(below(node.id))
    const side = up.includes(neighbour) ? ids.filter((id) => !mine.has(id)) : below(neighbour)
    for (const id of side) {
      node.send(id, { type: 'rescue', messages: [message] })
      direct++
    }
  }

  /** @param {string} neighbour @param {number | string} message */
  const keyOf = (neighbour, message) => JSON.stringify([neighbour, message])

  /** @param {number | string} message @param {string} src */
  const spread = (message, src) => {
    if (seen.has(message)) return
    seen.add(message)
    for (const neighbour of neighbours) {
      if (neighbour === src) continue
      node.send(neighbour, { type: 'broadcast', message })
      forwarded++
      pulses.get(neighbour)?.recent.push({ message, at: node.now() })
      const timer = node.after(500, () => {
        timers.delete(keyOf(neighbour, message))
        failures++
        deliver(neighbour, message)
        const pulse = pulses.get(neighbour)
        if (pulse !== undefined) pulse.recent = pulse.recent.filter((one) => one.message !== message)
      })
      timers.set(keyOf(neighbour, message), timer)
    }
  }

  node.every(100, () => {
    for (const [neighbour, pulse] of pulses) {
      node.send(neighbour, { type: 'pulse' })
      const now = node.now()
      // One that was still heard of a second after a value came has sent it on.
      pulse.recent = pulse.recent.filter(({ at }) => pulse.heardAt - at < 1000)
      const wasSilent = pulse.isSilent
      pulse.isSilent = now - pulse.heardAt > 400
      if (!pulse.isSilent || wasSilent) continue
      for (const { message } of pulse.recent) {
        if (!timers.has(keyOf(neighbour, message))) deliver(neighbour, message)
      }
      pulse.recent = pulse.recent.filter(({ message }) => timers.has(keyOf(neighbour, message)))
    }
  })

  node.on('pulse', (_, { src }) => {
    const pulse = pulses.get(src)
    if (pulse !== undefined) pulse.heardAt = node.now()
  })

  node.on('topology', () => ({ type: 'topology_ok' }))

  node.on('broadcast', ({ message }, { src }) => {
    if (ids.includes(src)) node.send(src, { type: 'broadcast_ack', message })
    spread(message, src)
    return { type: 'broadcast_ok' }
  })

  node.on('broadcast_ack', ({ message }, { src }) => {
    timers.get(keyOf(src, message))?.cancel()
    timers.delete(keyOf(src, message))
  })

  node.on('rescue', ({ messages }) => {
    for (const message of messages) seen.add(message)
  })

  node.on('check_acks', () => ({
    type: 'check_acks_ok',
    pending: timers.size,
    timed_out: 0,
    direct_sent: 0,
  }))
  node.on('failure_stats', () => ({
    type: 'failure_stats_ok',
    total_failures: failures,
    direct_deliveries: direct,
  }))
  node.on('tree_info', () => ({ type: 'tree_info_ok', neighbors: neighbours, message_count: forwarded }))
  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
